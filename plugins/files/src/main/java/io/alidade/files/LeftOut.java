package io.alidade.files;

import java.util.ArrayList;
import java.util.List;

/** Counts what is not taken, and names the first of it. */
final class LeftOut {
  private static final int NAMED = 3;

  private final String what;
  private final List<String> names = new ArrayList<>();
  private int count;

  /**
   * @param what {@code files that are no images}
   */
  LeftOut(String what) {
    this.what = what;
  }

  void add(String name) {
    if (names.size() < NAMED) {
      names.add(name);
    }
    count++;
  }

  /** A sentence for the card, or none. */
  List<String> notes() {
    return count == 0
        ? List.of()
        : List.of(
            "left out are %,d %s (%s%s)"
                .formatted(
                    count, what, String.join(", ", names), count > names.size() ? ", ..." : ""));
  }
}
