package io.alidade.runtime.worker;

/** Set once from the thread that listens to the host, read at each step. */
final class StopRequest {
  private volatile boolean requested;

  void request() {
    requested = true;
  }

  boolean requested() {
    return requested;
  }
}
