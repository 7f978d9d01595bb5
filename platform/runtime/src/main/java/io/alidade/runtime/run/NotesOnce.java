package io.alidade.runtime.run;

import io.alidade.api.Progress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says each sentence once: a folder that cannot be written is found so by every file. */
final class NotesOnce implements Progress {
  private final Progress progress;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  NotesOnce(Progress progress) {
    this.progress = progress;
  }

  @Override
  public void advance(String what, long done, long total) {
    progress.advance(what, done, total);
  }

  @Override
  public void note(String sentence) {
    if (said.add(sentence)) {
      progress.note(sentence);
    }
  }

  @Override
  public void count(String kind, String one) {
    progress.count(kind, one);
  }
}
