package io.alidade.adapter.tipadapter;

import io.alidade.api.Range;
import java.util.List;

/**
 * What of the cache can be set.
 *
 * @param alpha how much the cache counts, where it is not searched for
 * @param beta how sharp it looks
 * @param templates sentences of the class texts
 */
public record TipAdapterSettings(
    @Range(min = 0) double alpha,
    @Range(min = 0) double beta,
    List<String> templates,
    Search search) {
  public TipAdapterSettings {
    templates = List.copyOf(templates);
  }

  /**
   * The grid: {@code i (most - 0.1) / steps + 0.1} for i = 0 to steps - 1.
   *
   * @param mostAlpha above the last alpha
   * @param mostBeta above the last beta
   */
  public record Search(
      @Range(above = 0) double mostAlpha,
      @Range(min = 1) int alphas,
      @Range(above = 0) double mostBeta,
      @Range(min = 1) int betas) {}
}
