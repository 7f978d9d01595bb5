package io.alidade.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** A folder's content in an order that is the same on every machine; hidden files are not seen. */
record Folder(Path path) {
  private static final Set<String> ENDINGS = Set.of("jpg", "jpeg", "png", "gif", "bmp");

  static Folder of(Path path) {
    if (!Files.isDirectory(path)) {
      throw Refusal.of(
          path, "%s; expected a folder", Files.exists(path) ? "is a file" : "is not there");
    }
    return new Folder(path);
  }

  List<Path> folders() {
    return all().stream().filter(Files::isDirectory).toList();
  }

  /** Files by their ending alone: what is in them shows when they are read. */
  List<Path> images() {
    return all().stream().filter(Folder::isImage).toList();
  }

  /** Neither folders nor images. */
  List<Path> others() {
    return all().stream().filter(one -> !Files.isDirectory(one) && !isImage(one)).toList();
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return ENDINGS.contains(ending) && !Files.isDirectory(file);
  }

  private List<Path> all() {
    try (Stream<Path> list = Files.list(path)) {
      return list.filter(one -> !one.getFileName().toString().startsWith("."))
          .sorted(Comparator.comparing(one -> one.getFileName().toString()))
          .toList();
    } catch (IOException e) {
      throw Refusal.of(e, path, "cannot be read (%s); expected a folder", e);
    }
  }
}
