package io.alidade.iconic;

import io.alidade.api.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps what is said. */
final class Notes implements Progress {
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private final List<String> steps = Collections.synchronizedList(new ArrayList<>());

  @Override
  public void advance(String what, long done, long total) {
    steps.add(what + " " + done + "/" + total);
  }

  @Override
  public void note(String sentence) {
    notes.add(sentence);
  }

  List<String> notes() {
    return notes;
  }

  List<String> steps() {
    return steps;
  }
}
