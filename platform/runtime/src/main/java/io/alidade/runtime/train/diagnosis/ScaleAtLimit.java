package io.alidade.runtime.train.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A bounded scalar, the logit scale first of all, that lies at its limit and stays there. */
final class ScaleAtLimit implements Symptom {
  private final Map<String, Streak> streaks = new LinkedHashMap<>();

  @Override
  public List<String> look(Reading reading) {
    List<String> sentences = new ArrayList<>();
    for (Reading.Bounded scalar : reading.scalars()) {
      Streak streak = streaks.computeIfAbsent(scalar.name(), name -> new Streak());
      if (streak.shows(atLimit(scalar), reading)) {
        sentences.add(
            "%s has been at its limit %.4g since step %d; expected it to settle before (a lower rate for it, a wider limit, or captions that tell the images apart)"
                .formatted(scalar.name(), scalar.value(), streak.since()));
      }
    }
    return sentences;
  }

  /** The clamp writes the limits themselves, in float32. */
  private static boolean atLimit(Reading.Bounded scalar) {
    return scalar.value() == (float) scalar.bounds().high()
        || scalar.value() == (float) scalar.bounds().low();
  }
}
