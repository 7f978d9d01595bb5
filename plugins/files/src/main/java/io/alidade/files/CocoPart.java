package io.alidade.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of one split.
 *
 * @param images the folder that the images lie in
 */
record CocoPart(String split, Optional<Path> instances, Optional<Path> captions, Path images) {
  private static final String INSTANCES = "instances";
  private static final String CAPTIONS = "captions";
  private static final String ENDING = ".json";

  /** Those of a folder, in one of the two layouts; one without images is noted and left out. */
  static List<CocoPart> of(Path root, List<String> notes) {
    Folder.of(root);
    Path annotations = root.resolve("annotations");
    List<CocoPart> parts = new ArrayList<>();
    for (String split : splits(annotations)) {
      Path images = root.resolve(split);
      if (Files.isDirectory(images)) {
        parts.add(
            new CocoPart(
                split,
                existing(annotations.resolve(INSTANCES + "_" + split + ENDING)),
                existing(annotations.resolve(CAPTIONS + "_" + split + ENDING)),
                images));
      } else {
        notes.add("split %s is left out: there is no folder %s".formatted(split, split));
      }
    }
    Optional<Path> instances = existing(root.resolve(INSTANCES + ENDING));
    Optional<Path> captions = existing(root.resolve(CAPTIONS + ENDING));
    if (parts.isEmpty() && (instances.isPresent() || captions.isPresent())) {
      parts.add(new CocoPart("all", instances, captions, root.resolve("images")));
    }
    if (parts.isEmpty()) {
      throw Refusal.of(
          root,
          "there is no annotation file with its images; expected annotations/instances_SPLIT.json"
              + " and a folder SPLIT, or instances.json and a folder images");
    }
    return parts;
  }

  private static Optional<Path> existing(Path file) {
    return Optional.of(file).filter(Files::isRegularFile);
  }

  private static TreeSet<String> splits(Path annotations) {
    TreeSet<String> splits = new TreeSet<>();
    if (Files.isDirectory(annotations)) {
      try (Stream<Path> files = Files.list(annotations)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.matches("(" + INSTANCES + "|" + CAPTIONS + ")_.+[.]json"))
            .map(name -> name.substring(name.indexOf('_') + 1, name.length() - ENDING.length()))
            .forEach(splits::add);
      } catch (IOException e) {
        throw Refusal.of(e, annotations, "cannot be read (%s); expected a folder", e);
      }
    }
    return splits;
  }
}
