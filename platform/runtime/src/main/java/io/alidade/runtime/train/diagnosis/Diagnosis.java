package io.alidade.runtime.train.diagnosis;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** All symptoms of one training that have not shown yet. */
public final class Diagnosis {
  private final List<Symptom> waiting =
      new ArrayList<>(
          List.of(
              new StuckLoss(),
              new Collapse(),
              new RepeatedCaptions(),
              new ScaleAtLimit(),
              new Starvation()));

  /** One sentence for each symptom that shows now for the first time. */
  public List<String> look(Reading reading) {
    List<String> sentences = new ArrayList<>();
    for (Iterator<Symptom> symptoms = waiting.iterator(); symptoms.hasNext(); ) {
      Optional<String> sentence = symptoms.next().look(reading);
      if (sentence.isPresent()) {
        sentences.add("step %d: %s".formatted(reading.step(), sentence.get()));
        symptoms.remove();
      }
    }
    return sentences;
  }
}
