package io.alidade.files;

import io.alidade.api.Split.SampleText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Images by class: {@code ROOT/SPLIT/CLASS/*} or {@code ROOT/CLASS/*}. All splits have the same
 * classes, those of any of them, in the order of the folders' names.
 */
record ImageFolder(List<PhotoSplit> splits, List<String> notes) {
  static ImageFolder read(Path root) {
    Map<String, Path> parts = parts(Folder.of(root));
    LeftOut files = new LeftOut("files that are no JPEG, PNG, GIF or BMP by their ending");
    LeftOut folders = new LeftOut("folders that belong to no class");
    TreeSet<String> classes = new TreeSet<>();
    for (Path part : parts.values()) {
      new Folder(part).folders().forEach(one -> classes.add(one.getFileName().toString()));
      new Folder(part).images().forEach(one -> files.add(OnDisk.name(root, one)));
    }
    if (!parts.containsValue(root)) {
      new Folder(root)
          .folders().stream()
              .filter(one -> !parts.containsValue(one))
              .forEach(one -> folders.add(OnDisk.name(root, one)));
    }
    List<String> names = ClassNames.of(root, List.copyOf(classes));
    List<PhotoSplit> splits = new ArrayList<>();
    parts.forEach(
        (name, part) -> {
          List<Photo> photos = new ArrayList<>();
          int label = 0;
          for (String folder : classes) {
            if (Files.isDirectory(part.resolve(folder))) {
              Folder own = new Folder(part.resolve(folder));
              for (Path file : own.images()) {
                photos.add(photo(root, file, names.get(label), label));
              }
              own.others().forEach(file -> files.add(OnDisk.name(root, file)));
              own.folders().forEach(inner -> folders.add(OnDisk.name(root, inner)));
            }
            label++;
          }
          splits.add(new PhotoSplit(name, photos, names));
        });
    List<String> notes = new ArrayList<>(files.notes());
    notes.addAll(folders.notes());
    notes.addAll(Templates.notes(root));
    return new ImageFolder(splits, notes);
  }

  private static Photo photo(Path root, Path file, String className, int label) {
    String id = OnDisk.name(root, file);
    return new Photo(file, new SampleText(id, List.of(className), label, id));
  }

  /** The folders of the splits by the splits' names; without any, the root as {@code all}. */
  private static Map<String, Path> parts(Folder root) {
    List<Path> named =
        root.folders().stream().filter(one -> SplitNames.of(one).isPresent()).toList();
    boolean holdClasses = named.stream().anyMatch(one -> !new Folder(one).folders().isEmpty());
    if (!holdClasses) {
      if (root.folders().isEmpty() || root.folders().equals(named)) {
        throw Refusal.of(
            named.isEmpty() ? root.path() : named.get(0),
            "there is no folder in it; expected one a class, as in %s",
            named.isEmpty() ? "train/CLASS/*.jpg or CLASS/*.jpg" : "CLASS/*.jpg");
      }
      return Map.of("all", root.path()); // `train` may be a class among others.
    }
    return SplitNames.ordered(root.path(), named);
  }
}
