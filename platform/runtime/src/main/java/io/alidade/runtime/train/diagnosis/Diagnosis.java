package io.alidade.runtime.train.diagnosis;

import java.util.List;

/** All symptoms of one training. */
public final class Diagnosis {
  private final List<Symptom> symptoms =
      List.of(
          new StuckLoss(),
          new Collapse(),
          new RepeatedCaptions(),
          new ScaleAtLimit(),
          new Starvation());

  /** One sentence for each cause that shows now for the first time. */
  public List<String> look(Reading reading) {
    return symptoms.stream()
        .flatMap(symptom -> symptom.look(reading).stream())
        .map(sentence -> "step %d: %s".formatted(reading.step(), sentence))
        .toList();
  }
}
