package io.alidade.eval;

import ai.djl.ndarray.NDManager;
import io.alidade.api.FeatureCache;
import io.alidade.api.Measurement;
import io.alidade.api.Model;
import io.alidade.api.Progress;
import io.alidade.api.Split;
import io.alidade.data.FrozenFeatures;
import java.util.Optional;

/**
 * A cheap look at a training under way: {@code top-1} on a few samples of a split, ranked against
 * all of its class names. It informs and decides nothing.
 */
public final class ZeroShotProbe {
  private final Split split;
  private final int[] indices;

  /** The same {@code samples} each time, spread evenly over the split. */
  public ZeroShotProbe(Split split, int samples) {
    this.split = split;
    this.indices = Examiner.spread(split.size(), samples);
  }

  /** Called without gradients, with the model in evaluation; leaves nothing on {@code manager}. */
  public Measurement topOne(Model model, NDManager manager) {
    TopAccuracy metric = new TopAccuracy(1);
    ZeroShotSettings settings = ZeroShotSettings.DEFAULT;
    try (NDManager own = manager.newSubManager();
        ClassScores classes =
            ClassScores.of(
                "canary",
                model,
                split,
                Optional.empty(), // a few samples: their features are not worth keeping
                settings,
                new FrozenFeatures(FeatureCache.NONE, own, Progress.SILENT))) {
      new Examiner(split, model.images(), own, settings.execution().batchSize())
          .examine(
              classes,
              indices,
              (batch, confidence, space) -> {
                for (int i = 0; i < batch.length; i++) {
                  metric.add(Examiner.truth(split, batch[i]), confidence.get(i));
                }
              });
    }
    return metric.measurement();
  }
}
