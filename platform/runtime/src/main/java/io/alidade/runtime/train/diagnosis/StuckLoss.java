package io.alidade.runtime.train.diagnosis;

import java.util.List;

/**
 * A contrastive loss that stays at ln B, where B is how many rows it chooses among: every row is as
 * likely as every other. Either captions do not belong to their images, or the learning rate has
 * destroyed the towers, or moves nothing.
 */
final class StuckLoss implements Symptom {
  /** Of ln B; learning leaves it soon. */
  private static final double TOLERANCE = 0.01;

  /** Share of the steps in which the rate usually still rises. */
  private static final double START = 0.1;

  private final Streak streak = new Streak();

  @Override
  public List<String> look(Reading reading) {
    double chance = Math.log(reading.rows());
    Double loss = reading.values().get("loss");
    boolean there =
        reading.contrasts()
            && reading.step() > START * reading.total()
            && loss != null
            && Math.abs(loss - chance) < TOLERANCE * chance;
    return streak.shows(there, reading)
        ? List.of(
            "the loss has been at ln %d = %.3f, what guessing gives, since step %d; expected it to fall (do the captions belong to their images? is train.optimizer.rate far too high or too low?)"
                .formatted(reading.rows(), chance, streak.since()))
        : List.of();
  }
}
