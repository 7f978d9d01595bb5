package io.alidade.runtime.run;

/**
 * Lets runs in, in the order they ask, while the machine carries them all. One that is alone always
 * gets in.
 */
final class Capacity {
  private Share taken = Share.NONE;
  private int inside;

  /** Waits for room. */
  synchronized void enter(Share share) {
    boolean interrupted = false;
    while (inside > 0 && !taken.plus(share).fits()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true; // Runs end by being stopped, and then there is room.
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    taken = taken.plus(share);
    inside++;
  }

  synchronized void leave(Share share) {
    taken = taken.minus(share);
    inside--;
    notifyAll();
  }
}
