package io.alidade.alignment.glip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Box;
import io.alidade.api.Field;
import io.alidade.api.Grounder;
import io.alidade.api.ImageSpec;
import io.alidade.api.Learner;
import io.alidade.api.Model;
import io.alidade.api.ParameterGroup;
import io.alidade.api.Preparation;
import io.alidade.api.Training;
import io.alidade.nn.Crops;
import io.alidade.nn.Mode;
import io.alidade.nn.Ops;
import io.alidade.nn.ParameterGroups;
import io.alidade.nn.Parameters;
import io.alidade.nn.RoiAlign;
import io.alidade.nn.StemStudent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Regions of a map and words of a frozen text tower, projected into one space.
 *
 * <p>In shapes, R regions, W words of all texts, D width of the space, E width of a word's state.
 */
final class GlipLearner implements Learner, Model, Grounder {
  private final StemStudent student;
  private final GlipSettings settings;
  private final Parameters words;
  private final GlipObjective objective;

  GlipLearner(StemStudent student, GlipSettings settings, Preparation given) {
    this.student = student;
    this.settings = settings;
    this.words = new Parameters(given.manager(), given.random("words"));
    NDArray start = student.textProjection(); // (D, E)
    words.normal("words.weight", 0.02, start.getShape().getShape());
    words.constant("words.bias", -Math.log((1 - settings.prior()) / settings.prior()), 1);
    StemStudent.start(start, projection());
    this.objective = new GlipObjective(this, settings, given.training());
  }

  private NDArray projection() {
    return Objects.requireNonNull(words.trained().get("words.weight"));
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
    List<ParameterGroup> groups = new ArrayList<>();
    for (ParameterGroup group : student.groups(1)) {
      groups.add(
          new ParameterGroup(
              group.name(), group.parameters(), settings.rate() * group.rate(), group.decay()));
    }
    for (ParameterGroup group : ParameterGroups.byShape(words.trained())) {
      groups.add(
          new ParameterGroup(
              "words-" + group.name(), group.parameters(), group.rate(), group.decay()));
    }
    return new Training.Steps(
        groups, objective, Set.of(Field.IMAGE, Field.BOXES, Field.BOX_LABELS, Field.INDEX));
  }

  @Override
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>(student.state());
    state.putAll(words.trained());
    return state;
  }

  /** (R, D) of unit length. */
  NDArray regions(NDArray images, List<RoiAlign.Region> regions, Mode mode) {
    NDArray map = student.tower().map(images, mode);
    return Ops.normalise(student.regions(map, Crops.squares(regions, settings.context())));
  }

  /** Texts as words: where each text's are among all words, and their vectors. */
  record Words(List<List<Integer>> places, NDArray vectors) {}

  /** Every word from the first to the end token, which knows the whole text; (W, D). */
  Words words(List<String> texts, NDManager manager) {
    StemStudent.States states = student.states(texts, manager); // (T, L, E)
    int length = Math.toIntExact(states.states().getShape().get(1));
    List<List<Integer>> places = new ArrayList<>();
    for (int t = 0; t < texts.size(); t++) {
      List<Integer> own = new ArrayList<>();
      for (int l = 1; l < states.lengths()[t]; l++) {
        own.add(t * length + l);
      }
      places.add(own);
    }
    NDArray flat = states.states().reshape(-1, states.states().getShape().get(2)); // (T L, E)
    NDArray vectors = Ops.normalise(flat.matMul(projection().transpose())); // (T L, D)
    return new Words(places, vectors);
  }

  /** Dot products times the scale, plus the learnt bias, which begins at the prior. */
  NDArray logits(NDArray regions, NDArray vectors) {
    return GlipObjective.logits(Ops.times(settings.scale(), regions), vectors)
        .add(words.trained().get("words.bias"));
  }

  /** The mean over a phrase's words, as the paper scores a phrase. */
  @Override
  public NDArray ground(NDArray image, List<Box> proposals, List<String> phrases) {
    List<RoiAlign.Region> regions =
        proposals.stream().map(box -> new RoiAlign.Region(0, box)).toList();
    Words texts = words(phrases, image.getManager());
    NDArray logits = logits(regions(image, regions, Mode.EVALUATION), texts.vectors()); // (R, W)
    int all = Math.toIntExact(texts.vectors().getShape().get(0));
    float[] shares = new float[phrases.size() * all];
    for (int p = 0; p < phrases.size(); p++) {
      List<Integer> places = texts.places().get(p);
      places.forEach(new Shares(shares, p * all, 1f / places.size())::add);
    }
    NDArray mean = Ops.own(shares, new Shape(phrases.size(), all), image.getManager());
    return mean.matMul(logits.transpose()); // (P, R)
  }

  /** Writes a share at places of a row. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Shares(float[] all, int row, float share) {
    void add(int place) {
      all[row + place] = share;
    }
  }
}
