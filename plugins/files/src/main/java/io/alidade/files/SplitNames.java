package io.alidade.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the folder of a split may be called, and what the split is called then. */
final class SplitNames {
  private static final Map<String, String> NAMES =
      Map.of(
          "train", "train",
          "val", "validation",
          "valid", "validation",
          "validation", "validation",
          "test", "test");

  private static final List<String> ORDER = List.of("train", "validation", "test");

  private SplitNames() {}

  /** Of a folder's split, where it is one of the usual names. */
  static Optional<String> of(Path folder) {
    return Optional.ofNullable(NAMES.get(folder.getFileName().toString()));
  }

  /** The folders by their splits, the usual ones first; others are called as their folders. */
  static Map<String, Path> ordered(Path root, List<Path> folders) {
    List<Path> sorted = new ArrayList<>();
    for (String name : ORDER) {
      folders.stream().filter(one -> of(one).equals(Optional.of(name))).forEach(sorted::add);
    }
    folders.stream().filter(one -> of(one).isEmpty()).forEach(sorted::add);
    Map<String, Path> splits = new LinkedHashMap<>();
    for (Path one : sorted) {
      String name = of(one).orElse(one.getFileName().toString());
      Path other = splits.put(name, one);
      if (other != null) {
        throw Refusal.of(
            root,
            "%s and %s both hold the split %s; expected one",
            other.getFileName(),
            one.getFileName(),
            name);
      }
    }
    return splits;
  }
}
