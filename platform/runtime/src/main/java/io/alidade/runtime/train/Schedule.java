package io.alidade.runtime.train;

/**
 * A linear warm-up, then half a cosine to 0, as in open_clip.
 *
 * <pre>
 *   rate(i) = base (i + 1) / warm-up                                 i below warm-up
 *   rate(i) = base / 2 (1 + cos(pi (i - warm-up) / (total - warm-up)))    then
 * </pre>
 *
 * @param base highest rate
 * @param warmUp steps until it
 * @param total steps of the training
 */
record Schedule(double base, long warmUp, long total) {
  static Schedule of(TrainSettings settings) {
    return new Schedule(
        settings.optimizer().rate(),
        Math.round(settings.schedule().warmUp() * settings.steps()),
        settings.steps());
  }

  /** The rate of a step, counted from 0. */
  double rate(long step) {
    if (step < warmUp) {
      return base * (step + 1) / warmUp;
    }
    return base / 2 * (1 + Math.cos(Math.PI * (step - warmUp) / (total - warmUp)));
  }
}
