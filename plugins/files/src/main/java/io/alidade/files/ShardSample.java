package io.alidade.files;

import io.alidade.files.TarArchive.Member;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Members of an archive that are called the same up to the first point of their file's name.
 *
 * @param label holds the number of the image's class
 * @param others that are neither
 */
record ShardSample(Optional<Member> image, Optional<Member> label, List<Member> others) {
  private static final List<String> IMAGES = List.of("png", "jpg", "jpeg"); // the first counts
  private static final String WEBP = "webp";
  private static final String LABEL = "cls";

  ShardSample {
    others = List.copyOf(others);
  }

  /** In the order of their first members. */
  static List<ShardSample> of(Path shard, List<Member> members) {
    Map<String, Map<String, Member>> samples = new LinkedHashMap<>();
    for (Member one : members) {
      int file = one.name().lastIndexOf('/') + 1;
      int point = one.name().indexOf('.', file);
      boolean ends = point > file;
      String key = ends ? one.name().substring(0, point) : one.name();
      String ending = ends ? one.name().substring(point + 1).toLowerCase(Locale.ROOT) : "";
      Member other = samples.computeIfAbsent(key, name -> new LinkedHashMap<>()).put(ending, one);
      if (other != null) {
        throw Refusal.of(
            shard, "holds %s after %s; expected each member once", one.name(), other.name());
      }
    }
    return samples.values().stream().map(endings -> joined(shard, endings)).toList();
  }

  private static ShardSample joined(Path shard, Map<String, Member> endings) {
    Optional<Member> image =
        IMAGES.stream()
            .flatMap(ending -> Optional.ofNullable(endings.get(ending)).stream())
            .findFirst();
    Member webp = endings.get(WEBP);
    if (image.isEmpty() && webp != null) {
      throw Refusal.of(
          shard,
          "%s is WebP; expected JPEG or PNG, as clip_benchmark_export_wds writes with"
              + " --image-format png",
          webp.name());
    }
    Optional<Member> label = Optional.ofNullable(endings.get(LABEL));
    List<Member> others = new ArrayList<>(endings.values());
    image.ifPresent(others::remove);
    label.ifPresent(others::remove);
    return new ShardSample(image, label, others);
  }
}
