package io.alidade.files;

import io.alidade.api.Split.SampleText;
import io.alidade.files.TarArchive.Member;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Splits in tar archives: {@code ROOT/SPLIT/nshards.txt}, {@code ROOT/SPLIT/0.tar} and so on. In
 * them an image and its class are called the same up to their endings; {@code ROOT/classnames.txt}
 * says the classes' names.
 */
final class ClipBenchmark {
  private static final String COUNT = "nshards.txt";
  private static final String TYPE = "dataset_type.txt";
  private static final int MOST_DIGITS = 32; // bytes of a label, with white space

  private final Path root;
  private final List<String> classNames;
  private final List<PhotoSplit> splits = new ArrayList<>();
  private final LeftOut folders = new LeftOut("folders without a file " + COUNT);
  private final LeftOut files = new LeftOut("files that are no shards");
  private final LeftOut unlabelled = new LeftOut("images without a class");
  private final LeftOut imageless = new LeftOut("classes without an image");
  private final LeftOut others = new LeftOut("members that are neither image nor class");

  private ClipBenchmark(Path root, List<String> classNames) {
    this.root = root;
    this.classNames = classNames;
  }

  static ClipBenchmark read(Path root) {
    List<Path> all = Folder.of(root).folders();
    List<Path> sharded = all.stream().filter(one -> Files.exists(one.resolve(COUNT))).toList();
    if (sharded.isEmpty()) {
      throw Refusal.of(
          root,
          "no folder in it holds %s; expected test/%s beside test/0.tar, or images in folders,"
              + " which are read as image-folder:PATH",
          COUNT,
          COUNT);
    }
    requireClassification(root.resolve(TYPE));
    ClipBenchmark read = new ClipBenchmark(root, ClassNames.listed(root));
    SplitNames.ordered(root, sharded)
        .forEach((name, folder) -> read.splits.add(read.split(name, folder)));
    all.stream()
        .filter(one -> !sharded.contains(one))
        .forEach(one -> read.folders.add(OnDisk.name(root, one)));
    return read;
  }

  List<PhotoSplit> splits() {
    return splits;
  }

  List<String> notes() {
    return Stream.of(
            folders.notes(),
            files.notes(),
            unlabelled.notes(),
            imageless.notes(),
            others.notes(),
            Templates.notes(root))
        .flatMap(List::stream)
        .toList();
  }

  private static void requireClassification(Path file) {
    String type = Files.exists(file) ? String.join(" ", ClassNames.lines(file)) : "classification";
    if (!type.toLowerCase(Locale.ROOT).equals("classification")) {
      throw Refusal.of(file, "holds \"%s\"; expected classification, which alone is read", type);
    }
  }

  private PhotoSplit split(String name, Path folder) {
    List<Path> shards = shards(folder);
    List<Photo> photos = new ArrayList<>();
    shards.forEach(shard -> photos.addAll(photos(shard)));
    Folder inside = new Folder(folder);
    Stream.concat(inside.others().stream(), inside.images().stream())
        .filter(one -> !shards.contains(one) && !one.endsWith(COUNT))
        .forEach(one -> files.add(OnDisk.name(root, one)));
    inside.folders().forEach(one -> folders.add(OnDisk.name(root, one)));
    return new PhotoSplit(name, photos, classNames);
  }

  private static List<Path> shards(Path folder) {
    Path file = folder.resolve(COUNT);
    String count = String.join(" ", ClassNames.lines(file));
    if (!count.matches("[1-9]\\d{0,5}")) {
      throw Refusal.of(file, "holds \"%s\"; expected the number of shards", count);
    }
    List<Path> shards = new ArrayList<>();
    for (int i = 0; i < Integer.parseInt(count); i++) {
      Path shard = folder.resolve(i + ".tar");
      if (!Files.isRegularFile(shard)) {
        throw Refusal.of(
            file, "counts %s shards, and %d.tar is not there; expected 0.tar on", count, i);
      }
      shards.add(shard);
    }
    return shards;
  }

  private List<Photo> photos(Path shard) {
    List<Photo> photos = new ArrayList<>();
    try (TarArchive archive = TarArchive.open(shard)) {
      for (ShardSample sample : ShardSample.of(shard, archive.members())) {
        sample.others().forEach(one -> others.add(name(shard, one)));
        if (sample.image().isEmpty()) {
          sample.label().ifPresent(one -> imageless.add(name(shard, one)));
        } else if (sample.label().isEmpty()) {
          unlabelled.add(name(shard, sample.image().get()));
        } else {
          int label = label(shard, archive, sample.label().get());
          photos.add(photo(new Stored.Part(shard, sample.image().get()), label));
        }
      }
    } catch (IOException e) {
      throw Refusal.of(e, shard, "cannot be read (%s); expected a tar archive", e);
    }
    return photos;
  }

  private String name(Path shard, Member member) {
    return new Stored.Part(shard, member).name(root);
  }

  private Photo photo(Stored image, int label) {
    String id = image.name(root);
    return new Photo(image, new SampleText(id, List.of(classNames.get(label)), label, id));
  }

  private int label(Path shard, TarArchive archive, Member member) throws IOException {
    String text =
        member.size() > MOST_DIGITS
            ? "%,d bytes".formatted(member.size())
            : new String(archive.bytes(member), StandardCharsets.UTF_8).strip();
    int label = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    if (label < 0 || label >= classNames.size()) {
      throw Refusal.of(
          shard,
          "%s holds \"%s\"; expected a class, 0 to %d",
          member.name(),
          text,
          classNames.size() - 1);
    }
    return label;
  }
}
