package io.alidade.iconic;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.alidade.api.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * All concepts and who draws them: what the join found, kept in the cache so that opening the data
 * set reads no icon.
 *
 * @param drawings in the order of {@link #styles}, then the set's order
 * @param content sha-256 over the bodies of all drawings
 * @param notes what did not join, counted a style
 */
record EmojiIndex(
    List<Concept> concepts, List<Drawing> drawings, String content, List<String> notes) {
  static final List<String> TRAINING =
      List.of("noto", "twemoji", "openmoji", "noto-v1", "emojione", "fxemoji");
  static final String TEST = "fluent-emoji-flat";

  /** Sets that give code points, in the order their names are asked for. */
  private static final List<String> CODED = List.of("noto", "twemoji", "openmoji");

  private static final String KEY = IconSet.ARTIFACT + "; " + Concepts.NAMES + "; join 1";

  EmojiIndex {
    concepts = List.copyOf(concepts);
    drawings = List.copyOf(drawings);
    notes = List.copyOf(notes);
  }

  static List<String> styles() {
    List<String> styles = new ArrayList<>(TRAINING);
    styles.add(TEST);
    return styles;
  }

  /** As the file holds it. */
  private record Kept(String key, EmojiIndex index) {}

  static EmojiIndex open(Path cache, Progress progress) {
    Path file = cache.resolve("emoji-index.json");
    if (Files.exists(file)) {
      try {
        Kept kept = new Gson().fromJson(Files.readString(file), Kept.class);
        if (kept != null && KEY.equals(kept.key())) {
          return kept.index();
        }
      } catch (IOException | JsonParseException | NullPointerException e) {
        progress.note(file + " is damaged and is made again");
      }
    }
    EmojiIndex index = make(progress);
    try {
      Files.createDirectories(cache);
      Path temporary = Files.createTempFile(cache, "index", ".tmp");
      Files.writeString(temporary, new Gson().toJson(new Kept(KEY, index)));
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      progress.note(cache + " cannot be written (" + e + "); names are joined again next time");
    }
    return index;
  }

  private static EmojiIndex make(Progress progress) {
    Map<String, Concept> concepts = Concepts.read();
    Map<String, IconSet> sets = new LinkedHashMap<>();
    for (String style : styles()) {
      progress.advance("icon sets read", sets.size(), styles().size());
      sets.put(style, IconSet.read(style));
    }
    progress.advance("icon sets read", sets.size(), sets.size());
    List<IconSet> coded = CODED.stream().map(style -> set(sets, style)).toList();
    EmojiJoin join = new EmojiJoin(concepts, new NameIndex(concepts, coded, furtherNames()));
    List<Drawing> drawings = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    MessageDigest digest = sha256();
    for (String style : styles()) {
      IconSet set = set(sets, style);
      EmojiJoin.Joined joined = join.join(set);
      joined
          .icons()
          .forEach(
              (code, icon) -> {
                drawings.add(new Drawing(style, icon, code));
                set.icon(icon)
                    .ifPresent(
                        found -> digest.update(found.body().getBytes(StandardCharsets.UTF_8)));
              });
      notes.add(
          "%s: %d concepts drawn, %d icons left (skin tones, components, own extensions)"
              .formatted(style, joined.icons().size(), joined.unjoined().size()));
    }
    return new EmojiIndex(
        List.copyOf(concepts.values()), drawings, HexFormat.of().formatHex(digest.digest()), notes);
  }

  private static IconSet set(Map<String, IconSet> sets, String style) {
    return Objects.requireNonNull(sets.get(style));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Map<String, List<String>> furtherNames() {
    Map<String, List<String>> names = new TreeMap<>();
    lines("further-names.csv").stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .forEach(cells -> names.computeIfAbsent(cells[0], code -> new ArrayList<>()).add(cells[1]));
    return names;
  }

  /** Lines of a resource beside this class. */
  static List<String> lines(String resource) {
    try (InputStream in =
            Objects.requireNonNull(EmojiIndex.class.getResourceAsStream(resource), resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
