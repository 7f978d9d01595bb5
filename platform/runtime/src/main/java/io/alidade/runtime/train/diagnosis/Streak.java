package io.alidade.runtime.train.diagnosis;

/** How long something has held at every reading. */
final class Streak {
  /** Fewer may be chance, or the start. */
  private static final int STEPS = 100;

  private static final int READINGS = 3;

  private int readings;
  private long since;
  private boolean said;

  /** Whether it has now held long enough to be said; true once. */
  boolean shows(boolean now, Reading reading) {
    if (said || !now) {
      readings = 0;
      return false;
    }
    if (readings == 0) {
      since = reading.step();
    }
    readings++;
    said = readings >= READINGS && reading.step() - since >= STEPS;
    return said;
  }

  /** The step of its first reading. */
  long since() {
    return since;
  }
}
