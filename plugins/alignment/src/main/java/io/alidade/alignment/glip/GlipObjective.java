package io.alidade.alignment.glip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Batch;
import io.alidade.api.Box;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.Phrase;
import io.alidade.api.Split;
import io.alidade.api.Step;
import io.alidade.nn.Boxes;
import io.alidade.nn.EdgeProposals;
import io.alidade.nn.FocalLoss;
import io.alidade.nn.Mode;
import io.alidade.nn.Ops;
import io.alidade.nn.RoiAlign;
import io.alidade.nn.SceneBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Which words speak of which regions, all at once (equations 3 and 4 of the paper).
 *
 * <p>B images of R regions each; N = B R regions and W words in all. A region and a word of two
 * images are not compared.
 */
final class GlipObjective implements Objective.Direct {
  private final GlipLearner learner;
  private final GlipSettings settings;
  private final Split training;
  private final FocalLoss focal;
  private final Map<Long, List<Box>> proposals = new HashMap<>(); // by sample: images stay the same

  GlipObjective(GlipLearner learner, GlipSettings settings, Split training) {
    this.learner = learner;
    this.settings = settings;
    this.training = training;
    this.focal = new FocalLoss(settings.alpha(), settings.gamma());
  }

  /**
   * A text and the boxes that it speaks of, none for a negative.
   *
   * @param image place in the batch
   */
  private record Query(int image, String text, List<Box> boxes) {}

  @Override
  public LossTerms evaluate(Batch batch, Step step) {
    RandomGenerator random = step.random("glip");
    SceneBatch scenes = SceneBatch.of(batch);
    long[] samples = batch.indices().toLongArray();
    List<RoiAlign.Region> regions = new ArrayList<>();
    List<Query> queries = new ArrayList<>();
    for (int b = 0; b < batch.size(); b++) {
      regions.addAll(regions(batch, b, samples[b], scenes.boxes().get(b), random));
      queries.addAll(queries(b, (int) samples[b], scenes.boxes().get(b), random));
    }
    NDManager manager = batch.images().getManager();
    GlipLearner.Words words = learner.words(queries.stream().map(Query::text).toList(), manager);
    NDArray embedded = learner.regions(batch.images(), regions, Mode.TRAINING); // (N, D)
    NDArray logits = learner.logits(embedded, words.vectors()); // (N, W)
    int wide = Math.toIntExact(words.vectors().getShape().get(0));
    float[] targets = new float[regions.size() * wide];
    float[] mask = new float[targets.length];
    for (int q = 0; q < queries.size(); q++) {
      Query query = queries.get(q);
      for (int r = 0; r < settings.regions(); r++) {
        int row = query.image() * settings.regions() + r;
        Box box = regions.get(row).box();
        boolean spoken =
            query.boxes().stream().anyMatch(thing -> Boxes.overlap(box, thing) >= 0.5f);
        for (int w : words.places().get(q)) {
          mask[row * wide + w] = 1;
          targets[row * wide + w] = spoken ? 1 : 0;
        }
      }
    }
    Shape shape = new Shape(regions.size(), wide);
    NDArray target = Ops.own(targets, shape, manager);
    NDArray loss = loss(focal, logits, target, Ops.own(mask, shape, manager));
    float positives = 0;
    for (float one : targets) {
      positives += one;
    }
    return LossTerms.of("alignment", Ops.times(1 / Math.max(1.0, positives), loss));
  }

  /** The true boxes first, then proposals; from the start again where these are too few. */
  private List<RoiAlign.Region> regions(
      Batch batch, int image, long sample, List<Box> truth, RandomGenerator random) {
    List<Box> known =
        proposals.computeIfAbsent(
            sample,
            key ->
                EdgeProposals.of(
                    batch.images().get(image + ":" + (image + 1)), settings.proposals()));
    List<Box> open = new ArrayList<>(known);
    List<Box> chosen = new ArrayList<>(truth.stream().filter(box -> box.area() > 0).toList());
    while (chosen.size() < settings.regions() && !open.isEmpty()) {
      chosen.add(open.remove(random.nextInt(open.size())));
    }
    List<RoiAlign.Region> regions = new ArrayList<>();
    for (int r = 0; r < settings.regions(); r++) {
      regions.add(new RoiAlign.Region(image, chosen.get(r % chosen.size())));
    }
    return regions;
  }

  /** What is said of the image, then names of things that are not in it. */
  private List<Query> queries(int image, int sample, List<Box> boxes, RandomGenerator random) {
    List<Query> queries = new ArrayList<>();
    Split.SampleText text = training.text(sample);
    for (Phrase phrase : text.scene().phrases()) {
      queries.add(
          new Query(image, phrase.text(), phrase.regions().stream().map(boxes::get).toList()));
    }
    Set<Integer> there = new HashSet<>(training.novelClasses());
    text.scene().regions().forEach(region -> there.add(region.label()));
    int classes = training.classNames().size();
    for (int n = 0; n < settings.negatives() && there.size() < classes; n++) {
      int label = random.nextInt(classes);
      while (there.contains(label)) {
        label = random.nextInt(classes);
      }
      there.add(label);
      queries.add(new Query(image, "the " + training.classNames().get(label), List.of()));
    }
    return queries;
  }

  /** Equation 3: (..., N, D) and (..., W, D) -> (..., N, W). */
  static NDArray logits(NDArray regions, NDArray words) {
    int last = words.getShape().dimension() - 1;
    return regions.matMul(words.swapAxes(last - 1, last));
  }

  /**
   * The focal loss summed over what is compared.
   *
   * @param logits (..., N, W)
   * @param targets 1 where a word speaks of a region, else 0
   * @param mask 1 where a region and a word are compared, else 0
   */
  static NDArray loss(FocalLoss focal, NDArray logits, NDArray targets, NDArray mask) {
    return focal.each(logits, targets).mul(mask).sum();
  }
}
