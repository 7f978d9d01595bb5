package io.alidade.runtime.train;

import io.alidade.api.Range;
import io.alidade.nn.AdamW;
import io.alidade.nn.Lamb;
import io.alidade.nn.Lars;
import io.alidade.nn.Sgd;
import io.alidade.nn.UpdateRule;
import java.util.List;

/**
 * How parameters are moved.
 *
 * @param rate highest learning rate of the schedule
 * @param betas decay of the first and of the second moment, for adamw and lamb
 * @param epsilon keeps the division finite, for adamw and lamb
 * @param momentum for sgd and lars
 * @param nesterov whether sgd takes the gradient ahead of the momentum
 * @param trust how far lars lets a step reach, as a share of the weights
 */
public record OptimizerSettings(
    Name name,
    @Range(above = 0) double rate,
    List<Double> betas,
    @Range(above = 0) double epsilon,
    @Range(min = 0) double weightDecay,
    @Range(min = 0, max = 1) double momentum,
    boolean nesterov,
    @Range(above = 0) double trust) {
  /** The optimisers there are. */
  public enum Name {
    ADAMW,
    SGD,
    LAMB,
    LARS
  }

  public OptimizerSettings {
    betas = List.copyOf(betas);
    if (betas.size() != 2 || betas.stream().anyMatch(beta -> beta < 0 || beta >= 1)) {
      throw new IllegalArgumentException(
          "betas is " + betas + "; expected two numbers of at least 0 and below 1");
    }
  }

  UpdateRule rule() {
    return switch (name) {
      case ADAMW -> new AdamW(betas.get(0), betas.get(1), epsilon, weightDecay);
      case SGD -> new Sgd(momentum, nesterov, weightDecay);
      case LAMB -> new Lamb(betas.get(0), betas.get(1), epsilon, weightDecay);
      case LARS -> new Lars(momentum, trust, weightDecay);
    };
  }
}
