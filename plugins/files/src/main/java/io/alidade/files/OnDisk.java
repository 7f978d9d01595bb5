package io.alidade.files;

import io.alidade.api.Box;
import io.alidade.api.Dataset;
import io.alidade.api.DatasetCard;
import io.alidade.api.DatasetFormat.Request;
import io.alidade.api.DatasetSpec;
import io.alidade.api.Field;
import io.alidade.api.Region;
import io.alidade.api.Split.SampleText;
import java.io.File;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What was asked for, and where it lies.
 *
 * @param path absolute
 */
record OnDisk(Request request, DatasetSpec spec, Path path) {
  /** Nobody but the owner of a folder can say. */
  static final String LICENCE = "its owner's";

  /** Of a request {@code FORMAT:PATH} to a format with one spec. */
  static OnDisk of(Request request, Class<?> format) {
    String path = request.id().substring(request.id().indexOf(':') + 1);
    return new OnDisk(
        request,
        Objects.requireNonNull(format.getAnnotation(DatasetSpec.class)),
        Path.of(path).toAbsolutePath().normalize());
  }

  /** The name of a file below the folder, the same on every machine. */
  static String name(Path folder, Path file) {
    return folder.relativize(file).toString().replace(File.separatorChar, '/');
  }

  /** A data set of these splits, none of which may be empty. */
  Dataset dataset(List<Field> fields, List<PhotoSplit> splits, List<String> notes) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    Map<String, Integer> classes = new LinkedHashMap<>();
    for (PhotoSplit split : splits) {
      if (split.size() == 0) {
        throw Refusal.of(path, "split %s has no image; expected some", split.name());
      }
      sizes.put(split.name(), split.size());
      classes.put(split.name(), split.classNames().size());
    }
    DatasetCard card =
        new DatasetCard(
            request.id(),
            spec.summary(),
            spec.task(),
            fields,
            LICENCE,
            sizes,
            classes,
            fingerprint(splits),
            notes);
    return new PhotoDataset(card, splits);
  }

  /** Over everything that a split gives: equal files and words, equal fingerprint. */
  private String fingerprint(List<PhotoSplit> splits) {
    List<Stored> images =
        splits.stream().flatMap(split -> split.photos().stream()).map(Photo::stored).toList();
    Map<Stored, String> contents =
        new ContentHashes(request.cache(), path, request.progress()).of(images);
    Sha256 hash = new Sha256();
    for (PhotoSplit split : splits) {
      hash.add(split.name()).add(split.classNames().size()).add(split.size());
      split.classNames().forEach(hash::add);
      for (Photo photo : split.photos()) {
        add(hash, photo.text());
        hash.add(Objects.requireNonNull(contents.get(photo.stored())));
      }
    }
    return hash.hex();
  }

  private static void add(Sha256 hash, SampleText text) {
    hash.add(text.id()).add(text.label()).add(text.group()).add(text.captions().size());
    text.captions().forEach(hash::add);
    hash.add(text.scene().regions().size());
    for (Region region : text.scene().regions()) {
      Box box = region.box();
      for (float edge : new float[] {box.left(), box.top(), box.right(), box.bottom()}) {
        hash.add(Float.floatToIntBits(edge));
      }
      hash.add(region.label()).add(region.crowd() ? 1 : 0);
    }
  }
}
