package io.alidade.runtime.train;

import io.alidade.api.Range;
import java.util.List;

/**
 * AdamW (Loshchilov and Hutter, Decoupled Weight Decay Regularization, 2019).
 *
 * @param rate highest learning rate of the schedule
 * @param betas decay of the first and of the second moment
 */
public record OptimizerSettings(
    Name name,
    @Range(above = 0) double rate,
    List<Double> betas,
    @Range(above = 0) double epsilon,
    @Range(min = 0) double weightDecay) {
  /** The optimisers there are. */
  public enum Name {
    ADAMW
  }

  public OptimizerSettings {
    betas = List.copyOf(betas);
    if (betas.size() != 2 || betas.stream().anyMatch(beta -> beta < 0 || beta >= 1)) {
      throw new IllegalArgumentException(
          "betas is " + betas + "; expected two numbers of at least 0 and below 1");
    }
  }
}
