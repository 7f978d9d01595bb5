package io.alidade.files;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.alidade.api.Split.SampleText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A file {@code {"train": [[path, label, class name], ...], "val": [...], "test": [...]}}. As in
 * CoOp, a class name's _ are blanks.
 */
final class CoopSplit {
  /** Lists of the file, and what their splits are called. */
  private static final Map<String, String> LISTS = lists();

  private final Path file;

  private CoopSplit(Path file) {
    this.file = file;
  }

  /** An entry of a list. */
  private record Entry(String path, int label, String name) {}

  private static Map<String, String> lists() {
    Map<String, String> lists = new LinkedHashMap<>();
    lists.put("train", "train");
    lists.put("val", "validation");
    lists.put("test", "test");
    return lists;
  }

  static List<PhotoSplit> read(Path file) {
    return new CoopSplit(file).splits();
  }

  private List<PhotoSplit> splits() {
    JsonObject json = json();
    Map<String, List<Entry>> splits = new LinkedHashMap<>();
    LISTS.forEach(
        (list, split) -> {
          List<Entry> entries = entries(json, list);
          if (!entries.isEmpty()) {
            splits.put(split, entries);
          }
        });
    List<Entry> all = splits.values().stream().flatMap(List::stream).toList();
    if (all.isEmpty()) {
      throw Refusal.of(file, "there is no entry in train, val or test; expected some");
    }
    List<String> names = names(all);
    Path images = images(all.get(0));
    requireAll(all, images);
    return splits.entrySet().stream()
        .map(
            split ->
                new PhotoSplit(
                    split.getKey(),
                    split.getValue().stream().map(entry -> photo(entry, names, images)).toList(),
                    names))
        .toList();
  }

  private static Photo photo(Entry entry, List<String> names, Path images) {
    String name = names.get(entry.label());
    return new Photo(
        images.resolve(entry.path()),
        new SampleText(entry.path(), List.of(name), entry.label(), entry.path()));
  }

  private JsonObject json() {
    try {
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw Refusal.of(
          e, file, "cannot be read (%s); expected JSON with lists train, val and test", e);
    }
  }

  private List<Entry> entries(JsonObject json, String list) {
    List<Entry> entries = new ArrayList<>();
    JsonElement element = json.get(list);
    if (element == null) {
      return entries;
    }
    if (!element.isJsonArray()) {
      throw Refusal.of(file, "%s is no list; expected [[path, label, class name], ...]", list);
    }
    for (JsonElement one : element.getAsJsonArray()) {
      try {
        JsonArray parts = one.getAsJsonArray();
        Entry entry =
            new Entry(
                parts.get(0).getAsString(),
                parts.get(1).getAsInt(),
                parts.get(2).getAsString().replace('_', ' ').strip());
        if (parts.size() != 3 || entry.label() < 0 || entry.name().isEmpty()) {
          throw new IllegalStateException();
        }
        entries.add(entry);
      } catch (RuntimeException e) {
        throw Refusal.of(
            e, file, "%s[%d] is %s; expected [path, label, class name]", list, entries.size(), one);
      }
    }
    return entries;
  }

  /** By label, 0 to the last, each with one name of its own. */
  private List<String> names(List<Entry> all) {
    Map<Integer, String> names = new TreeMap<>();
    Map<String, Integer> labels = new LinkedHashMap<>();
    for (Entry entry : all) {
      String name = names.putIfAbsent(entry.label(), entry.name());
      Integer label = labels.putIfAbsent(entry.name(), entry.label());
      if ((name != null && !name.equals(entry.name()))
          || (label != null && label != entry.label())) {
        throw Refusal.of(
            file,
            "%s has label %d and class name %s, and another image %s; expected one name a label",
            entry.path(),
            entry.label(),
            entry.name(),
            name != null && !name.equals(entry.name())
                ? "of that label the name " + name
                : "of that name the label " + label);
      }
    }
    for (int label = 0; label < names.size(); label++) {
      if (!names.containsKey(label)) {
        throw Refusal.of(
            file,
            "no image has label %d of %d classes; expected labels from 0 on without a gap",
            label,
            names.size());
      }
    }
    return List.copyOf(names.values());
  }

  /** The folder that paths start from: the file's own, or one in it, images before others. */
  private Path images(Entry first) {
    Path folder = file.resolveSibling("");
    Optional<Path> found =
        Stream.concat(
                Stream.of(folder, folder.resolve("images")), new Folder(folder).folders().stream())
            .filter(one -> Files.exists(one.resolve(first.path())))
            .findFirst();
    return found.orElseThrow(
        () ->
            Refusal.of(
                file,
                "its first image %s lies neither in %s nor in a folder there; expected its images"
                    + " there",
                first.path(),
                folder));
  }

  private void requireAll(List<Entry> all, Path images) {
    List<String> missing =
        all.stream()
            .map(Entry::path)
            .filter(path -> !Files.isRegularFile(images.resolve(path)))
            .toList();
    if (!missing.isEmpty()) {
      throw Refusal.of(
          file,
          "%,d of %,d images are not in %s, %s the first; expected all that it lists",
          missing.size(),
          all.size(),
          images,
          missing.get(0));
    }
  }
}
