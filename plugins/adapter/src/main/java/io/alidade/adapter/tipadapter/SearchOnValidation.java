package io.alidade.adapter.tipadapter;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Preparation;
import io.alidade.api.Split;
import io.alidade.eval.SupportFeatures;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;

/** The authors' {@code search_hp}: every pair of a grid, of which the first best is kept. */
final class SearchOnValidation {
  private final Preparation given;
  private final TipAdapterSettings.Search grid;

  SearchOnValidation(Preparation given, TipAdapterSettings.Search grid) {
    this.given = given;
    this.grid = grid;
  }

  /** A pair and the share of samples that it has right. */
  record Found(double alpha, double beta, double accuracy) {}

  int tried() {
    return given.validation().isPresent() ? grid.alphas() * grid.betas() : 1;
  }

  Optional<Found> best(CacheModel cache) {
    return given.validation().map(split -> best(cache, split));
  }

  private Found best(CacheModel cache, Split split) {
    List<String> names = split.classNames();
    SupportFeatures validation = cache.validation(given, split);
    long[] labels = validation.labels().toLongArray();
    float[] clip;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      clip = cache.clip(validation.images(), names).toFloatArray();
    }
    return best(
        grid,
        clip,
        labels,
        beta -> {
          try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray sharpness = given.manager().full(new Shape(), (float) beta, DataType.FLOAT32);
            return cache.answers(validation.images(), sharpness, names).toFloatArray();
          }
        });
  }

  /**
   * The search alone.
   *
   * @param clip (N, C) zero-shot logits, row after row
   * @param labels N
   * @param answers the cache's (N, C) for a beta
   */
  static Found best(
      TipAdapterSettings.Search grid,
      float[] clip,
      long[] labels,
      DoubleFunction<float[]> answers) {
    Found best = new Found(0, 0, -1);
    float[] mixed = new float[clip.length];
    for (int i = 0; i < grid.betas(); i++) {
      double beta = i * (grid.mostBeta() - 0.1) / grid.betas() + 0.1;
      float[] cached = answers.apply(beta);
      for (int j = 0; j < grid.alphas(); j++) {
        double alpha = j * (grid.mostAlpha() - 0.1) / grid.alphas() + 0.1;
        for (int k = 0; k < mixed.length; k++) {
          mixed[k] = clip[k] + (float) alpha * cached[k];
        }
        double accuracy = SupportFeatures.share(mixed, labels);
        if (accuracy > best.accuracy()) {
          best = new Found(alpha, beta, accuracy);
        }
      }
    }
    return best;
  }
}
