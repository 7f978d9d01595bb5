package io.alidade.iconic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Which drawings stand in which split. */
final class EmojiSplits {
  /** The training style that tuning looks at instead of the test style. */
  static final String VALIDATION = "openmoji";

  /** For the card of {@code iconic/emoji}. */
  static final List<String> NOTES =
      List.of(
          "train, test: six styles train, fluent-emoji-flat tests, one drawing a base that training"
              + " has",
          "tune, validation: the same without a look at the test style; five styles train, openmoji"
              + " validates",
          "splits ending in -seen have none of the left-out bases (sha-256 of the base is a"
              + " multiple of 5)",
          "emojione-v1 and fluent-emoji are sisters of styles in it and stay out");

  /** For the card of {@code iconic/emoji-unseen}. */
  static final List<String> UNSEEN_NOTES =
      List.of(
          "test: the left-out bases in all seven styles; test-style: one drawing each in"
              + " fluent-emoji-flat; both are ranked among themselves",
          "unseen by models trained on train-seen or tune-seen of iconic/emoji, by no others");

  static final List<String> TUNING =
      EmojiIndex.TRAINING.stream().filter(style -> !style.equals(VALIDATION)).toList();

  private final EmojiIndex index;
  private final Set<String> leftOut = new HashSet<>();

  EmojiSplits(EmojiIndex index) {
    this.index = index;
    bases(index.drawings()).stream().filter(Bases::leftOut).forEach(leftOut::add);
  }

  /** {@code iconic/emoji}: by drawing style. A name with {@code -seen} has no left-out base. */
  Map<String, List<Drawing>> byStyle() {
    Map<String, List<Drawing>> splits = new LinkedHashMap<>();
    for (boolean seen : new boolean[] {false, true}) {
      String suffix = seen ? "-seen" : "";
      Predicate<Drawing> kept = drawing -> !seen || !leftOut.contains(drawing.base());
      List<Drawing> train = of(EmojiIndex.TRAINING, kept);
      List<Drawing> tune = of(TUNING, kept);
      splits.put("train" + suffix, train);
      splits.put("test" + suffix, onePerBase(EmojiIndex.TEST, train));
      splits.put("tune" + suffix, tune);
      splits.put("validation" + suffix, onePerBase(VALIDATION, tune));
    }
    return splits;
  }

  /** {@code iconic/emoji-unseen}: bases that training can leave out, among themselves. */
  Map<String, List<Drawing>> unseen() {
    List<Drawing> style =
        onePerBase(EmojiIndex.TEST, of(EmojiIndex.TRAINING, drawing -> true)).stream()
            .filter(drawing -> leftOut.contains(drawing.base()))
            .toList();
    Set<String> bases = bases(style);
    List<Drawing> all =
        new ArrayList<>(of(EmojiIndex.TRAINING, drawing -> bases.contains(drawing.base())));
    all.addAll(style);
    Map<String, List<Drawing>> splits = new LinkedHashMap<>();
    splits.put("test", all);
    splits.put("test-style", style);
    return splits;
  }

  /** Labels by base: of the base's first concept in Unicode's list, where a drawing has it. */
  static Map<String, String> classNames(List<Drawing> drawings) {
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, String> first = new HashMap<>();
    for (Drawing drawing : drawings) {
      Concept concept = drawing.concept();
      names.putIfAbsent(concept.base(), concept.label());
      if (concept.code().equals(Bases.first(concept.base()))) {
        first.put(concept.base(), concept.label());
      }
    }
    names.replaceAll(first::getOrDefault);
    return names;
  }

  private List<Drawing> of(List<String> styles, Predicate<Drawing> kept) {
    return index.drawings().stream()
        .filter(drawing -> styles.contains(drawing.style()))
        .filter(kept)
        .toList();
  }

  /** Of a style one drawing a base, the first in Unicode's list, where training has the base. */
  private List<Drawing> onePerBase(String style, List<Drawing> training) {
    Set<String> trained = bases(training);
    Map<String, Drawing> chosen = new LinkedHashMap<>();
    for (Drawing drawing : of(List.of(style), drawing -> true)) {
      String base = drawing.base();
      if (trained.contains(base)) {
        boolean first = drawing.concept().code().equals(Bases.first(base));
        chosen.merge(base, drawing, (before, now) -> first ? now : before);
      }
    }
    return List.copyOf(chosen.values());
  }

  private static Set<String> bases(List<Drawing> drawings) {
    Set<String> bases = new LinkedHashSet<>();
    drawings.forEach(drawing -> bases.add(drawing.base()));
    return bases;
  }
}
