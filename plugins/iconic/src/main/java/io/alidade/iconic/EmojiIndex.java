package io.alidade.iconic;

import io.alidade.api.Progress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All concepts and who draws them: what the join found, kept in the cache so that opening the data
 * set reads no icon set.
 *
 * @param drawings in the order of {@link #styles}, then as joined
 * @param notes what did not join, counted a style
 */
record EmojiIndex(List<Concept> concepts, List<Drawing> drawings, List<String> notes) {
  static final List<String> TRAINING =
      List.of("noto", "twemoji", "openmoji", "noto-v1", "emojione", "fxemoji");
  static final String TEST = "fluent-emoji-flat";

  /** Sets that give code points, in the order their names are asked for. */
  private static final List<String> CODED = List.of("noto", "twemoji", "openmoji");

  /** Counts changes of what is joined with what: concepts, bases, names. */
  private static final int JOIN = 2;

  EmojiIndex {
    concepts = List.copyOf(concepts);
    drawings = List.copyOf(drawings);
    notes = List.copyOf(notes);
  }

  static List<String> styles() {
    return Stream.concat(TRAINING.stream(), Stream.of(TEST)).toList();
  }

  static EmojiIndex open(Cache cache, Progress progress) {
    Sha256 key = new Sha256().add(JOIN).add(Resources.version("names"));
    key.add(furtherNames().toString());
    styles().forEach(style -> key.add(style).add(IconSet.stamp(style)));
    String file = "emoji-" + key.hex().substring(0, 16) + ".index";
    Optional<EmojiIndex> kept = cache.read(file).map(IndexBytes::read);
    if (kept.isPresent()) {
      return kept.get();
    }
    EmojiIndex index = make(progress);
    cache.write(file, ByteBuffer.wrap(IndexBytes.write(index)));
    return index;
  }

  private static EmojiIndex make(Progress progress) {
    Concepts concepts = Concepts.read();
    progress.advance("icon sets read", 0, styles().size());
    Map<String, IconSet> sets =
        styles().parallelStream().collect(Collectors.toMap(style -> style, IconSet::read));
    progress.advance("icon sets read", sets.size(), styles().size());
    List<IconSet> coded = CODED.stream().map(style -> set(sets, style)).toList();
    NameIndex names = new NameIndex(concepts, coded, furtherNames());
    EmojiJoin join = new EmojiJoin(concepts.byCode(), names);
    List<Drawing> drawings = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (String style : styles()) {
      EmojiJoin.Joined joined = join.join(set(sets, style));
      int before = drawings.size();
      joined
          .icons()
          .forEach(
              (code, icon) -> {
                Concept concept = Objects.requireNonNull(concepts.byCode().get(code));
                drawings.add(new Drawing(style, drawings.size() - before, icon, concept));
              });
      notes.add(joined.note(style));
    }
    return new EmojiIndex(List.copyOf(concepts.byCode().values()), drawings, notes);
  }

  private static IconSet set(Map<String, IconSet> sets, String style) {
    return Objects.requireNonNull(sets.get(style));
  }

  private static Map<String, List<String>> furtherNames() {
    Map<String, List<String>> names = new TreeMap<>();
    Resources.table("further-names.csv")
        .forEach(cells -> names.computeIfAbsent(cells[0], code -> new ArrayList<>()).add(cells[1]));
    return names;
  }
}
