package io.alidade.alignment.glip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Batch;
import io.alidade.api.Box;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.Split;
import io.alidade.api.Step;
import io.alidade.nn.Boxes;
import io.alidade.nn.FocalLoss;
import io.alidade.nn.Mode;
import io.alidade.nn.Ops;
import io.alidade.nn.RoiAlign;
import io.alidade.nn.SceneBatch;
import java.util.ArrayList;
import java.util.List;
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
  private final GlipQueries asked;
  private final FocalLoss focal;

  GlipObjective(GlipLearner learner, GlipSettings settings, Split training) {
    this.learner = learner;
    this.settings = settings;
    this.asked = new GlipQueries(settings, training);
    this.focal = new FocalLoss(settings.alpha(), settings.gamma());
  }

  @Override
  public LossTerms evaluate(Batch batch, Step step) {
    RandomGenerator random = step.random("glip");
    SceneBatch scenes = SceneBatch.of(batch);
    long[] samples = batch.indices().toLongArray();
    List<RoiAlign.Region> regions = new ArrayList<>();
    List<GlipQueries.Query> queries = new ArrayList<>();
    for (int b = 0; b < batch.size(); b++) {
      List<Box> truth = scenes.boxes().get(b);
      regions.addAll(asked.regions(batch.images(), b, samples[b], truth, random));
      queries.addAll(asked.queries(b, (int) samples[b], truth, random));
    }
    NDManager manager = batch.images().getManager();
    GlipLearner.Words words =
        learner.words(queries.stream().map(GlipQueries.Query::text).toList(), manager);
    NDArray embedded = learner.regions(batch.images(), regions, Mode.TRAINING); // (N, D)
    NDArray logits = learner.logits(embedded, words.vectors()); // (N, W)
    int wide = Math.toIntExact(words.vectors().getShape().get(0));
    float[] targets = new float[regions.size() * wide];
    float[] mask = new float[targets.length];
    for (int q = 0; q < queries.size(); q++) {
      GlipQueries.Query query = queries.get(q);
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
