package io.alidade.segmentation.lseg;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Batch;
import io.alidade.api.Field;
import io.alidade.api.ImageSpec;
import io.alidade.api.Learner;
import io.alidade.api.LossTerms;
import io.alidade.api.Model;
import io.alidade.api.Objective;
import io.alidade.api.ParameterGroup;
import io.alidade.api.Preparation;
import io.alidade.api.Segmenter;
import io.alidade.api.Split;
import io.alidade.api.Step;
import io.alidade.api.Training;
import io.alidade.nn.ClassTokens;
import io.alidade.nn.DenseScores;
import io.alidade.nn.Mode;
import io.alidade.nn.Ops;
import io.alidade.nn.ParameterGroups;
import io.alidade.nn.Parameters;
import io.alidade.nn.PixelHead;
import io.alidade.nn.StemStudent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A stem and a head that embed pixels, beside a frozen text tower. Layer 0 of all scores is the
 * background, which has a learnt embedding instead of a name.
 */
final class LsegLearner implements Learner, Model, Segmenter, Objective.Direct {
  private final StemStudent student;
  private final LsegSettings settings;
  private final ClassTokens tokens;
  private final PixelHead head;
  private final Parameters background;
  private final NDArray names; // (C, D), of base classes
  private final List<Integer> base; // labels of the base classes

  LsegLearner(StemStudent student, LsegSettings settings, Preparation given) {
    this.student = student;
    this.settings = settings;
    this.tokens = new ClassTokens(student.teacher().tokenizer(), given.progress());
    Split training = given.training();
    this.base =
        IntStream.range(0, training.classNames().size())
            .filter(label -> !training.novelClasses().contains(label))
            .boxed()
            .toList();
    this.names =
        student.texts(base.stream().map(training.classNames()::get).toList(), given.manager());
    int width = Math.toIntExact(names.getShape().get(1));
    this.head =
        new PixelHead(student.tower().width(), width, given.manager(), given.random("pixel-head"));
    this.background = new Parameters(given.manager(), given.random("background"));
    background.normal("background", 1 / Math.sqrt(width), width);
  }

  @Override
  public Model model() {
    return this;
  }

  @Override
  public ImageSpec images() {
    return student.images(settings.size());
  }

  @Override
  public Training.Steps training() {
    List<ParameterGroup> groups = new ArrayList<>(student.stemGroups(settings.stemRate()));
    groups.addAll(ParameterGroups.byShape(own()));
    return new Training.Steps(groups, this, Set.of(Field.IMAGE, Field.MASK));
  }

  private Map<String, NDArray> own() {
    Map<String, NDArray> own = new LinkedHashMap<>();
    head.parameters().trained().forEach((name, value) -> own.put("head." + name, value));
    own.putAll(background.trained());
    return own;
  }

  @Override
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>(student.stemState());
    state.putAll(own());
    return state;
  }

  @Override
  public LossTerms evaluate(Batch batch, Step step) {
    NDArray logits = logits(batch.images(), names, Mode.TRAINING); // (B, 1 + C, H, W)
    long[] labels = batch.get(Field.MASK).toLongArray();
    for (int p = 0; p < labels.length; p++) {
      labels[p] = labels[p] < 0 ? 0 : 1 + base.indexOf((int) labels[p]);
    }
    NDArray classes =
        Ops.own(labels, logits.getManager()).reshape(batch.get(Field.MASK).getShape());
    return LossTerms.of("pixels", DenseScores.crossEntropy(logits, classes));
  }

  @Override
  public NDArray segment(NDArray images, List<String> classNames) {
    tokens.check(classNames);
    return logits(images, student.texts(classNames, images.getManager()), Mode.EVALUATION);
  }

  /** (B, 3, H, W) and (C, D) -> (B, 1 + C, H, W). */
  private NDArray logits(NDArray images, NDArray texts, Mode mode) {
    NDArray map = student.tower().map(images, mode);
    NDArray learnt = background.trained().values().iterator().next().reshape(1, -1); // (1, D)
    NDArray all = learnt.concat(texts, 0); // (1 + C, D)
    NDArray small = pixelLogits(head.features(map, images), all, 1 / settings.temperature());
    return DenseScores.enlarged(small, images);
  }

  /**
   * Cosines of pixels and texts, times a scale.
   *
   * @param pixels (B, D, h, w)
   * @param texts (C, D)
   * @return (B, C, h, w)
   */
  static NDArray pixelLogits(NDArray pixels, NDArray texts, double scale) {
    return Ops.times(scale, DenseScores.cosines(pixels, texts));
  }
}
