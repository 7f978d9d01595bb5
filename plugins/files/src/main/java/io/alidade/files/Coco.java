package io.alidade.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All splits of a folder of COCO's kind.
 *
 * @param captioned whether every image has captions; where one has none, none has any
 * @param boxed whether there are boxes
 */
record Coco(List<PhotoSplit> splits, boolean captioned, boolean boxed, List<String> notes) {
  static Coco read(Path root) {
    List<String> notes = new ArrayList<>();
    List<CocoPart> parts = CocoPart.of(root, notes);
    boolean boxed = parts.stream().anyMatch(part -> part.instances().isPresent());
    for (CocoPart part : parts) {
      if (boxed && part.instances().isEmpty()) {
        throw Refusal.of(
            root,
            "split %s has captions and no instances; expected both, as other splits have",
            part.split());
      }
    }
    List<CocoSplit> splits = parts.stream().map(CocoSplit::read).toList();
    List<String> classNames = splits.get(0).classNames();
    for (int i = 1; i < splits.size(); i++) {
      if (!splits.get(i).classNames().equals(classNames)) {
        throw Refusal.of(
            root,
            "splits %s and %s name other categories; expected the same in the same order",
            parts.get(0).split(),
            parts.get(i).split());
      }
    }
    long images = splits.stream().mapToLong(CocoSplit::size).sum();
    long told = splits.stream().mapToLong(CocoSplit::captioned).sum();
    boolean captioned = told == images;
    if (!captioned && told > 0) {
      notes.add(
          "captions are left out: %,d of %,d images have some, expected some of each"
              .formatted(told, images));
    }
    int empty = splits.stream().mapToInt(CocoSplit::emptyBoxes).sum();
    if (empty > 0) {
      notes.add("left out are %,d boxes without width or height".formatted(empty));
    }
    return new Coco(
        splits.stream().map(split -> split.photos(root, captioned)).toList(),
        captioned,
        boxed,
        notes);
  }
}
