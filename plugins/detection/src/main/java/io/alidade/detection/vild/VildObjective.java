package io.alidade.detection.vild;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.Batch;
import io.alidade.api.Box;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.Split;
import io.alidade.api.Step;
import io.alidade.nn.Crops;
import io.alidade.nn.DenseBoxes;
import io.alidade.nn.Engine;
import io.alidade.nn.Mode;
import io.alidade.nn.Ops;
import io.alidade.nn.RoiAlign;
import io.alidade.nn.SceneBatch;
import io.alidade.nn.StemStudent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Names of base classes and the teacher's embeddings, both at the same regions (equations 3 and 4).
 *
 * <p>B images, K regions of all of them, C base classes, D width of the embeddings.
 */
final class VildObjective implements Objective.Direct {
  private final StemStudent student;
  private final DenseBoxes boxes;
  private final NDArray background; // (D)
  private final VildSettings settings;
  private final NDArray names; // (C, D), of base classes
  private final List<Integer> base; // labels of the base classes

  VildObjective(
      StemStudent student,
      DenseBoxes boxes,
      NDArray background,
      VildSettings settings,
      Split training,
      NDManager manager) {
    this.student = student;
    this.boxes = boxes;
    this.background = background;
    this.settings = settings;
    this.base =
        IntStream.range(0, training.classNames().size())
            .filter(label -> !training.novelClasses().contains(label))
            .boxed()
            .toList();
    this.names = student.texts(base.stream().map(training.classNames()::get).toList(), manager);
  }

  @Override
  public LossTerms evaluate(Batch batch, Step step) {
    SceneBatch scenes = SceneBatch.of(batch);
    NDArray map = student.tower().map(batch.images(), Mode.TRAINING); // (B, C, h, w)
    NDArray dense = boxes.dense(map); // (B, N, 5)
    int wide = Math.toIntExact(map.getShape().get(3));
    DenseBoxes.Losses found = boxes.losses(dense, scenes.boxes(), wide);
    List<RoiAlign.Region> regions = new ArrayList<>();
    List<Long> labels = new ArrayList<>();
    List<List<DenseBoxes.Proposal>> proposals =
        DenseBoxes.proposals(dense, settings.proposals(), settings.size(), settings.size());
    for (int b = 0; b < batch.size(); b++) {
      for (Box box : scenes.boxes().get(b)) {
        add(scenes, b, box, regions, labels);
      }
      for (DenseBoxes.Proposal proposal : proposals.get(b)) {
        add(scenes, b, proposal.box(), regions, labels);
      }
    }
    List<RoiAlign.Region> squares = Crops.squares(regions, settings.context());
    NDArray embedded = student.regions(map, squares); // (K, D)
    Map<String, NDArray> terms = new LinkedHashMap<>();
    terms.put("objectness", found.objectness());
    terms.put("boxes", found.boxes());
    terms.put(
        "names",
        text(
            embedded,
            names,
            background,
            Ops.own(labels.stream().mapToLong(Long::longValue).toArray(), map.getManager()),
            settings.scale()));
    if (settings.distillation() > 0) {
      NDArray crops = Engine.withoutGradients(() -> student.crops(batch.images(), squares));
      terms.put("teacher", Ops.times(settings.distillation(), image(embedded, crops)));
    }
    return new LossTerms(terms);
  }

  private void add(
      SceneBatch scenes, int image, Box box, List<RoiAlign.Region> regions, List<Long> labels) {
    if (box.area() > 0) {
      int held = scenes.held(image, box);
      int label = held < 0 ? -1 : base.indexOf(scenes.labels().get(image).get(held));
      regions.add(new RoiAlign.Region(image, box));
      labels.add((long) (label < 0 ? base.size() : label));
    }
  }

  /**
   * Cosines to the names and to the background, times the scale.
   *
   * @param regions (K, D)
   * @param names (C, D)
   * @param background (D)
   * @return (K, C + 1)
   */
  static NDArray logits(NDArray regions, NDArray names, NDArray background, double scale) {
    NDArray all = Ops.normalise(names.concat(background.reshape(1, -1), 0)); // (C + 1, D)
    return Ops.times(scale, Ops.normalise(regions).matMul(all.transpose()));
  }

  /**
   * Equation 3: the cross entropy of each region against its name, or against the background.
   *
   * @param labels int64 (K), C for the background
   */
  static NDArray text(
      NDArray regions, NDArray names, NDArray background, NDArray labels, double scale) {
    return Ops.crossEntropy(logits(regions, names, background, scale), labels);
  }

  /**
   * Equation 4: the mean over regions of the L1 distance to the teacher's embedding, (K, D) both.
   */
  static NDArray image(NDArray regions, NDArray crops) {
    NDArray apart = Ops.normalise(regions).sub(Ops.normalise(crops)).abs(); // (K, D)
    return Ops.mean(apart.sum(new int[] {1}));
  }
}
