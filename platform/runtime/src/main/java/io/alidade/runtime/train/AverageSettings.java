package io.alidade.runtime.train;

import io.alidade.api.Range;

/**
 * An exponential moving average of what is learnt, measured in place of the last step's values.
 *
 * @param decay what the average keeps of itself at each step; 0 averages nothing
 * @param warmUp whether it keeps less in the first steps, {@code (1 + i) / (10 + i)} at step i, as
 *     TensorFlow's does: otherwise a short training is measured by its start values
 */
public record AverageSettings(@Range(min = 0, max = 1) double decay, boolean warmUp) {
  public AverageSettings {
    if (decay == 1) {
      throw new IllegalArgumentException(
          "decay is 1; expected less, since the average would never move");
    }
  }

  /** Whether there is one. */
  public boolean averages() {
    return decay > 0;
  }

  /** At a step, counted from 0. */
  double decay(long step) {
    return warmUp ? Math.min(decay, (1.0 + step) / (10.0 + step)) : decay;
  }
}
