package io.alidade.iconic;

import io.alidade.api.Dataset;
import io.alidade.api.DatasetFormat;
import io.alidade.api.Progress;
import io.alidade.api.Split;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Data sets for tests, each opened once; drawings stay in the build folder until it is cleaned. */
final class Data {
  static final Path CACHE = Path.of("target", "drawings");

  static final List<String> DOWNSTREAM =
      List.of(
          "devices",
          "food",
          "nature",
          "places",
          "symbols",
          "tools",
          "transport",
          "weather",
          "brands",
          "flags-continent");

  private static final Map<String, Dataset> OPEN = new HashMap<>();

  private Data() {}

  static Dataset open(String name) {
    return OPEN.computeIfAbsent(name, key -> open("iconic/" + key, CACHE, Progress.SILENT));
  }

  static Dataset open(String id, Path cache, Progress progress) {
    return new IconicFormat().open(new DatasetFormat.Request(id, cache, progress));
  }

  static EmojiIndex index() {
    return EmojiIndex.open(new Cache(CACHE, Progress.SILENT), Progress.SILENT);
  }

  static List<Split.SampleText> texts(String name, String split) {
    Split opened = open(name).split(split);
    return IntStream.range(0, opened.size()).mapToObj(opened::text).toList();
  }

  static Set<String> groups(String name, String split) {
    return texts(name, split).stream()
        .map(Split.SampleText::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The set that the drawing is from. */
  static String style(Split.SampleText text) {
    return text.id().substring(0, text.id().indexOf('/'));
  }
}
