package io.alidade.nn;

import io.alidade.api.Progress;
import io.alidade.api.Tokenizer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What becomes of class names as tokens. A text tower reads so many tokens and no more: a name that
 * is longer is cut, as any text is, and two names that differ behind the cut (or in capitals alone)
 * are one text to it. Either is right to go on with and has to be known: a run counts both. Not
 * thread-safe.
 */
public final class ClassTokens {
  private final Tokenizer tokenizer;
  private final int room;
  private final Function<String, List<String>> texts;
  private final Progress progress;
  private final Map<String, int[]> known = new HashMap<>();
  private List<String> checked = List.of();

  /** Of names that are read as they are. */
  public ClassTokens(Tokenizer tokenizer, Progress progress) {
    this(tokenizer, tokenizer.contextLength(), List::of, progress);
  }

  /**
   * Of names in texts.
   *
   * @param room how many tokens of a text are read, start and end token among them
   * @param texts what is read for a name
   * @param progress of the run that counts
   */
  public ClassTokens(
      Tokenizer tokenizer, int room, Function<String, List<String>> texts, Progress progress) {
    this.tokenizer = tokenizer;
    this.room = room;
    this.texts = texts;
    this.progress = progress;
  }

  /** The tokenizer's ids of a text, which is encoded once. */
  public int[] ids(String text) {
    return known.computeIfAbsent(text, tokenizer::encode);
  }

  /**
   * Counts the names that are cut, and those that are read as another one is. A test asks for the
   * same names batch after batch: of these the first time alone.
   */
  public void check(List<String> classNames) {
    if (classNames.equals(checked)) {
      return;
    }
    checked = List.copyOf(classNames);
    Map<List<IntBuffer>, String> first = new HashMap<>();
    for (String name : checked) {
      List<IntBuffer> read = new ArrayList<>();
      boolean cut = false;
      for (String text : texts.apply(name)) {
        int[] ids = ids(text);
        cut |= ids.length >= room && tokenizer.length(text) > room;
        // Up to the end token, which stands behind what is cut as well.
        read.add(IntBuffer.wrap(Arrays.copyOf(ids, Math.min(ids.length, room) - 1)));
      }
      if (cut) {
        progress.count("class names cut to " + room + " tokens", name);
      }
      String other = first.putIfAbsent(read, name);
      if (other != null && !other.equals(name)) {
        progress.count(
            "class names of the same tokens as another", "%s like %s".formatted(name, other));
      }
    }
  }
}
