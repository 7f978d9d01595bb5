package io.alidade.runtime.train.diagnosis;

import java.util.Optional;

/** One way in which trainings go wrong; one object a training, which may remember. */
interface Symptom {
  /** What is wrong and what is expected, once the readings so far show it; asked until then. */
  Optional<String> look(Reading reading);
}
