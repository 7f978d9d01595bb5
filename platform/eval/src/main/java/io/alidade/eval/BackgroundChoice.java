package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.alidade.api.Image;
import io.alidade.api.Mask;
import io.alidade.api.Region;
import io.alidade.api.Sample;
import io.alidade.api.Split;
import io.alidade.data.ImageBatches;
import io.alidade.nn.DenseSegmenter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses on validation from which cosine on a place is a thing and no background: the one with the
 * highest mean overlap of base classes and background.
 */
public final class BackgroundChoice {
  private static final int BATCH = 4; // images
  private static final int MOST = 60; // images; they are spread over the split

  private BackgroundChoice() {}

  /** The best of the candidates; of equal ones the first, as where nothing is known of scenes. */
  public static double best(
      DenseSegmenter segmenter, Split validation, List<Double> candidates, NDManager manager) {
    List<String> names = validation.classNames();
    if (names.isEmpty() || candidates.size() == 1) {
      return candidates.get(0);
    }
    List<Integer> counted = new ArrayList<>(List.of(0));
    IntStream.range(0, names.size())
        .filter(c -> !validation.novelClasses().contains(c))
        .forEach(c -> counted.add(1 + c));
    List<MeanOverlap> overlaps =
        candidates.stream().map(candidate -> new MeanOverlap(1 + names.size())).toList();
    int[] all = Examiner.spread(validation.size(), MOST);
    for (int from = 0; from < all.length; from += BATCH) {
      int[] indices = Arrays.copyOfRange(all, from, Math.min(from + BATCH, all.length));
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        NDArray images = ImageBatches.load(validation, indices, segmenter.images(), manager);
        NDArray cosines = segmenter.cosines(images, names); // (B, C, H, W)
        float[] highest = cosines.max(new int[] {1}).toFloatArray(); // (B, H, W)
        long[] nearest = cosines.argMax(1).toLongArray();
        int pixels = highest.length / indices.length;
        for (int i = 0; i < indices.length; i++) {
          int[] truth = truth(validation, indices[i], segmenter.images().width());
          for (int p = 0; p < pixels; p++) {
            for (int c = 0; c < candidates.size(); c++) {
              boolean thing = highest[i * pixels + p] > candidates.get(c);
              overlaps.get(c).add(truth[p], thing ? 1 + (int) nearest[i * pixels + p] : 0);
            }
          }
        }
      }
    }
    int best = 0;
    for (int c = 1; c < candidates.size(); c++) {
      best = overlaps.get(c).mean(counted) > overlaps.get(best).mean(counted) ? c : best;
    }
    return candidates.get(best);
  }

  /** 0 for the background, 1 + class elsewhere, for a square of {@code side} pixels. */
  static int[] truth(Split split, int index, int side) {
    int[] truth = new int[side * side];
    Sample sample = split.sample(index);
    Image image = sample.image();
    for (Region region : sample.scene().regions()) {
      if (region.mask().isPresent()) {
        Mask mask = region.mask().get().fitting(image, split.name() + ": " + sample.id());
        for (int p = 0; p < truth.length; p++) {
          int x = p % side * image.width() / side;
          int y = p / side * image.height() / side;
          if (mask.holds(x, y)) {
            truth[p] = 1 + region.label();
          }
        }
      }
    }
    return truth;
  }
}
