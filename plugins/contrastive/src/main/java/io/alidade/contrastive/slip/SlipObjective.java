package io.alidade.contrastive.slip;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Batch;
import io.alidade.api.Embeddings;
import io.alidade.api.Field;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.Step;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Ops;
import io.alidade.nn.Pairs;
import java.util.LinkedHashMap;
import java.util.Map;

/** The contrastive loss on images and texts, and one on two views of each image. */
final class SlipObjective implements Objective.Direct {
  /** Beside it no similarity counts: a view is not told apart from itself. */
  private static final double NEVER = -1e9;

  private final DualTowers towers;
  private final ViewProjection projection;
  private final SlipSettings.Views settings;

  SlipObjective(DualTowers towers, ViewProjection projection, SlipSettings.Views settings) {
    this.towers = towers;
    this.projection = projection;
    this.settings = settings;
  }

  @Override
  public LossTerms evaluate(Batch batch, Step step) {
    Embeddings pairs = Pairs.embed(towers, batch, step);
    LossTerms contrast =
        Pairs.contrast(pairs.get(Pairs.IMAGE), pairs.get(Pairs.TEXT), towers.logitScale());
    NDArray views = batch.get(Field.VIEWS); // (2, B, 3, H, W)
    NDArray alike =
        loss(
            projected(views.get(0), batch, step),
            projected(views.get(1), batch, step),
            settings.temperature());
    return together(contrast, alike, settings.weight());
  }

  /** The loss on images and texts, and beside it that on views. */
  static LossTerms together(LossTerms contrast, NDArray views, double weight) {
    Map<String, NDArray> terms = new LinkedHashMap<>(contrast.byName());
    terms.put("views", Ops.times(weight, views));
    return new LossTerms(terms);
  }

  /** (B, 3, H, W) -> (B, P). */
  private NDArray projected(NDArray view, Batch batch, Step step) {
    return projection.of(towers.image().trained(view, batch.first(), step));
  }

  /**
   * SimCLR's loss: of the 2 B - 1 other views, each view's own twin should be the most alike.
   *
   * @param one (B, P)
   * @param other (B, P)
   */
  static NDArray loss(NDArray one, NDArray other, double temperature) {
    NDArray a = Ops.normalise(one); // (B, P)
    NDArray b = Ops.normalise(other); // (B, P)
    int count = (int) a.getShape().get(0);
    NDArray own = Ops.range(a, count); // (B)
    NDArray itself = Ops.times(NEVER, a.getManager().eye(count)); // (B, B)
    NDArray ab = Ops.times(1 / temperature, a.matMul(b.transpose())); // (B, B)
    NDArray aa = Ops.times(1 / temperature, a.matMul(a.transpose())).add(itself);
    NDArray bb = Ops.times(1 / temperature, b.matMul(b.transpose())).add(itself);
    NDArray fromOne = Ops.crossEntropy(ab.concat(aa, 1), own); // over (B, 2 B)
    NDArray fromOther = Ops.crossEntropy(ab.transpose().concat(bb, 1), own);
    return Ops.times(0.5, fromOne.add(fromOther));
  }
}
