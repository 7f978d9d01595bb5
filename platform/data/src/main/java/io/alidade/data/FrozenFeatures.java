package io.alidade.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.alidade.api.FeatureCache;
import io.alidade.api.ImageSpec;
import io.alidade.api.Progress;
import io.alidade.api.Split;
import io.alidade.nn.Engine;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * What frozen towers make of whole splits, computed without a graph and once for all who ask.
 *
 * @param manager owns the features
 */
public record FrozenFeatures(FeatureCache cache, NDManager manager, Progress progress) {
  /** Images encoded at once, whatever a run's own batch: its size moves the last bits. */
  private static final int BATCH = 64;

  /**
   * A tower and all that decides what it gives.
   *
   * @param fingerprint of its weights and what it computes with them
   * @param encode float32 (B, 3, H, W) to (B, D)
   */
  public record Tower(String fingerprint, ImageSpec spec, UnaryOperator<NDArray> encode) {}

  /**
   * Features of all images without augmentation, (N, D): row i is sample i.
   *
   * @param data fingerprint of the data set
   */
  public NDArray images(Tower tower, Split split, String data) {
    FeatureCache.Key key =
        new FeatureCache.Key(
            Map.of(
                "kind", "image-features",
                "tower", tower.fingerprint(),
                "images", tower.spec().toString(),
                "data", data,
                "split", split.name(),
                "samples", String.valueOf(split.size()),
                "batch", String.valueOf(BATCH)));
    return cache.get(key, manager, () -> Engine.withoutGradients(() -> encoded(tower, split)));
  }

  private NDArray encoded(Tower tower, Split split) {
    NDList batches = new NDList();
    for (int from = 0; from < split.size(); from += BATCH) {
      int to = Math.min(from + BATCH, split.size());
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        int[] indices = IntStream.range(from, to).toArray();
        NDArray images = ImageBatches.load(split, indices, tower.spec(), manager); // (B, 3, H, W)
        NDArray features = tower.encode().apply(images); // (B, D)
        NDScope.unregister(features);
        batches.add(features);
      }
      progress.advance("images encoded", to, split.size());
    }
    try (batches) {
      NDArray all = NDArrays.concat(batches); // (N, D)
      all.attach(manager);
      return all;
    }
  }
}
