package io.alidade.runtime.run;

import io.alidade.api.Progress;

/** Progress in the host itself, shown like a worker's. */
record ListenerProgress(RunListener listener) implements Progress {
  @Override
  public void advance(String what, long done, long total) {
    listener.advance(what, done, total);
  }

  @Override
  public void note(String sentence) {
    listener.note(sentence, true);
  }
}
