package io.alidade.runtime.train.diagnosis;

import java.util.List;

/** One way in which trainings go wrong; one object a training, which may remember. */
interface Symptom {
  /** What is wrong and what is expected, once the readings so far show it; each cause once. */
  List<String> look(Reading reading);
}
