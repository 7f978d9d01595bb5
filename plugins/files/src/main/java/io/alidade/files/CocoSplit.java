package io.alidade.files;

import io.alidade.api.Region;
import io.alidade.api.Scene;
import io.alidade.api.Split.SampleText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Joins the images of a split with what its annotation files say of them. */
final class CocoSplit {
  private final CocoPart part;
  private final Optional<CocoFile> instances;
  private final Optional<CocoFile> captions;
  private final Map<Long, List<Region>> regions = new HashMap<>();
  private final Map<Long, List<String>> texts = new HashMap<>();
  private int emptyBoxes;

  private CocoSplit(CocoPart part) {
    this.part = part;
    this.instances = part.instances().map(CocoFile::read);
    this.captions = part.captions().map(CocoFile::read);
  }

  static CocoSplit read(CocoPart part) {
    CocoSplit split = new CocoSplit(part);
    split.instances.ifPresent(split::place);
    split.captions.ifPresent(split::tell);
    return split;
  }

  /** Names of the classes, in the file's order; none without boxes. */
  List<String> classNames() {
    return instances
        .map(file -> file.categories().stream().map(CocoFile.Category::name).toList())
        .orElse(List.of());
  }

  /** How many images have a caption. */
  long captioned() {
    return images().stream().filter(image -> texts.containsKey(image.id())).count();
  }

  int size() {
    return images().size();
  }

  /** Boxes without width or height. */
  int emptyBoxes() {
    return emptyBoxes;
  }

  private List<CocoFile.Picture> images() {
    return instances.or(() -> captions).orElseThrow().images();
  }

  /**
   * As a data set has it.
   *
   * @param withCaptions whether its images shall have them
   */
  PhotoSplit photos(Path root, boolean withCaptions) {
    requireAll(root);
    List<Photo> photos = new ArrayList<>();
    for (CocoFile.Picture image : images()) {
      Path file = part.images().resolve(image.file());
      String id = OnDisk.name(root, file);
      List<String> told = withCaptions ? texts.getOrDefault(image.id(), List.of()) : List.of();
      Scene scene =
          instances.isEmpty()
              ? Scene.NONE
              : new Scene(regions.getOrDefault(image.id(), List.of()), List.of());
      SampleText text = new SampleText(id, told, -1, id, scene);
      photos.add(
          instances.isEmpty()
              ? new Photo(file, text)
              : new Photo(file, text, image.width(), image.height()));
    }
    return new PhotoSplit(part.split(), photos, classNames());
  }

  private void place(CocoFile file) {
    Map<Long, CocoFile.Picture> images = byId(file);
    Map<Long, Integer> labels = labels(file);
    CocoBoxes boxes = new CocoBoxes(file.path());
    for (CocoFile.Note note : file.annotations()) {
      CocoFile.Picture image = imageOf(note, images, file);
      if (image.width() < 1 || image.height() < 1) {
        throw Refusal.of(
            file.path(),
            "image %d is of %d x %d pixels; expected width and height, since it has boxes",
            image.id(),
            image.width(),
            image.height());
      }
      Integer label = labels.get(note.category());
      if (label == null) {
        throw Refusal.of(
            file.path(),
            "annotation %d is of category %d; expected the id of one in its list categories",
            note.id(),
            note.category());
      }
      boxes
          .region(note, image, label)
          .ifPresent(
              region -> regions.computeIfAbsent(image.id(), id -> new ArrayList<>()).add(region));
    }
    emptyBoxes = boxes.empty();
  }

  private void tell(CocoFile file) {
    Map<Long, CocoFile.Picture> images = byId(file);
    for (CocoFile.Note note : file.annotations()) {
      CocoFile.Picture image = imageOf(note, images, file);
      if (!note.caption().isEmpty()) {
        texts.computeIfAbsent(image.id(), id -> new ArrayList<>()).add(note.caption());
      }
    }
  }

  private static Map<Long, CocoFile.Picture> byId(CocoFile file) {
    Map<Long, CocoFile.Picture> images = new LinkedHashMap<>();
    for (CocoFile.Picture image : file.images()) {
      if (images.put(image.id(), image) != null) {
        throw Refusal.of(
            file.path(), "two images have the id %d; expected an id of its own each", image.id());
      }
    }
    return images;
  }

  private static CocoFile.Picture imageOf(
      CocoFile.Note note, Map<Long, CocoFile.Picture> images, CocoFile file) {
    CocoFile.Picture image = images.get(note.image());
    if (image == null) {
      throw Refusal.of(
          file.path(),
          "annotation %d is of image %d; expected the id of one in its list images",
          note.id(),
          note.image());
    }
    return image;
  }

  private static Map<Long, Integer> labels(CocoFile file) {
    Map<Long, Integer> labels = new HashMap<>();
    Set<String> names = new HashSet<>();
    for (CocoFile.Category category : file.categories()) {
      boolean named = !category.name().isEmpty() && names.add(category.name());
      if (!named || labels.put(category.id(), labels.size()) != null) {
        throw Refusal.of(
            file.path(),
            "category %d is called \"%s\"; expected an id and a name of its own each",
            category.id(),
            category.name());
      }
    }
    return labels;
  }

  private void requireAll(Path root) {
    List<String> missing =
        images().stream()
            .map(image -> part.images().resolve(image.file()))
            .filter(file -> !Files.isRegularFile(file))
            .map(file -> OnDisk.name(root, file))
            .toList();
    if (!missing.isEmpty()) {
      throw Refusal.of(
          instances.or(() -> captions).orElseThrow().path(),
          "%,d of its %,d images are not in %s, %s the first; expected all",
          missing.size(),
          size(),
          part.images(),
          missing.get(0));
    }
  }
}
