package io.alidade.detection.vild;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Box;
import io.alidade.api.Detector;
import io.alidade.api.Field;
import io.alidade.api.ImageSpec;
import io.alidade.api.Learner;
import io.alidade.api.Model;
import io.alidade.api.ParameterGroup;
import io.alidade.api.Preparation;
import io.alidade.api.Training;
import io.alidade.nn.ClassTokens;
import io.alidade.nn.Crops;
import io.alidade.nn.DenseBoxes;
import io.alidade.nn.DenseBoxes.Proposal;
import io.alidade.nn.Mode;
import io.alidade.nn.NamedRegions;
import io.alidade.nn.ParameterGroups;
import io.alidade.nn.Parameters;
import io.alidade.nn.RoiAlign;
import io.alidade.nn.StemStudent;
import io.alidade.nn.StemTower;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The detector: a stem, what proposes boxes on its map, a region head, and a learnt background. */
final class VildLearner implements Learner, Model, Detector {
  private final StemStudent student;
  private final VildSettings settings;
  private final ClassTokens tokens;
  private final DenseBoxes boxes;
  private final Parameters background;
  private final VildObjective objective;

  VildLearner(StemStudent student, VildSettings settings, Preparation given) {
    this.student = student;
    this.settings = settings;
    this.tokens = new ClassTokens(student.teacher().tokenizer(), given.progress());
    this.boxes =
        new DenseBoxes(
            student.tower().width(), StemTower.STRIDE, given.manager(), given.random("proposals"));
    this.background = new Parameters(given.manager(), given.random("background"));
    int width = Math.toIntExact(student.texts(List.of("a"), given.manager()).getShape().get(1));
    background.normal("background", 1 / Math.sqrt(width), width);
    this.objective =
        new VildObjective(
            student, boxes, background(), settings, given.training(), given.manager());
  }

  private NDArray background() {
    return background.trained().values().iterator().next();
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
    List<ParameterGroup> groups = new ArrayList<>(student.groups(settings.stemRate()));
    Map<String, NDArray> own = new LinkedHashMap<>();
    boxes.parameters().trained().forEach((name, value) -> own.put("boxes." + name, value));
    own.putAll(background.trained());
    for (ParameterGroup group : ParameterGroups.byShape(own)) {
      groups.add(
          new ParameterGroup(
              "boxes-" + group.name(), group.parameters(), group.rate(), group.decay()));
    }
    return new Training.Steps(
        groups, objective, Set.of(Field.IMAGE, Field.BOXES, Field.BOX_LABELS));
  }

  @Override
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>(student.state());
    boxes.parameters().trained().forEach((name, value) -> state.put("boxes." + name, value));
    state.putAll(background.trained());
    return state;
  }

  @Override
  public List<List<Detection>> detect(NDArray images, List<String> classNames) {
    NDArray map = student.tower().map(images, Mode.EVALUATION); // (B, C, h, w)
    List<List<Proposal>> proposals =
        DenseBoxes.proposals(
            boxes.dense(map), settings.testProposals(), settings.size(), settings.size());
    List<RoiAlign.Region> regions = new ArrayList<>();
    for (int b = 0; b < proposals.size(); b++) {
      for (Proposal proposal : proposals.get(b)) {
        Box square = Crops.square(proposal.box(), settings.context());
        regions.add(new RoiAlign.Region(b, square));
      }
    }
    tokens.check(classNames);
    NDArray names = student.texts(classNames, images.getManager()); // (C, D)
    NDArray embedded = student.regions(map, regions); // (K, D)
    NDArray logits =
        VildObjective.logits(embedded, names, background(), settings.scale()); // (K, C + 1)
    return NamedRegions.of(proposals, logits.softmax(1), classNames.size());
  }
}
