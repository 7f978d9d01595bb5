package io.alidade.files;

import io.alidade.api.Dataset;
import io.alidade.api.DatasetFormat;
import io.alidade.api.Progress;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Folders of tiny images, and what is made of them. */
final class Drawn {
  private Drawn() {}

  /** Writes an image of one colour. */
  static Path image(Path file, int width, int height, int rgb) {
    return Tar.write(file, png(width, height, rgb));
  }

  /** An image of one colour. */
  static byte[] png(int width, int height, int rgb) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, rgb);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static Path text(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two classes in three splits: 4, 2 and 2 images. */
  static Path pets(Path root) {
    for (String split : List.of("train", "val", "test")) {
      for (int i = 0; i < (split.equals("train") ? 2 : 1); i++) {
        image(root.resolve(split + "/great_dane/" + i + ".png"), 4, 3, 0x102030 + i);
        image(root.resolve(split + "/cat/" + i + ".png"), 3, 4, 0xa0b0c0 + i);
      }
    }
    return root;
  }

  /** A CoOp split file over images in a folder beside it. */
  static Path coop(Path root) {
    for (String name : List.of("a", "b", "c", "d")) {
      image(root.resolve("photos/x/" + name + ".png"), 4, 4, name.hashCode());
    }
    return text(
        root.resolve("split_zhou_Tiny.json"),
        """
        {"train": [["x/a.png", 0, "maine_coon"], ["x/b.png", 1, "pug"]],
         "val": [["x/c.png", 1, "pug"]],
         "test": [["x/d.png", 0, "maine_coon"]]}
        """);
  }

  /** Two classes in tar archives: two of 2 and 1 images to train on, one of 2 to test with. */
  static Path shards(Path root) {
    text(root.resolve("classnames.txt"), "cat\ngreat dane\n");
    text(root.resolve("train/nshards.txt"), "2\n");
    new Tar()
        .add("s0000000.png", png(3, 4, 0xa0b0c0))
        .add("s0000000.cls", "0")
        .add("s0000001.cls", "1")
        .add("s0000001.png", png(4, 3, 0x102030))
        .write(root.resolve("train/0.tar"));
    new Tar()
        .add("s0000002.png", png(3, 4, 0xa0b0c1))
        .add("s0000002.cls", "0\n")
        .write(root.resolve("train/1.tar"));
    text(root.resolve("test/nshards.txt"), "1");
    new Tar()
        .add("s0000000.cls", "1")
        .add("s0000000.png", png(4, 3, 0x102031))
        .add("s0000001.cls", "0")
        .add("s0000001.png", png(3, 4, 0xa0b0c2))
        .write(root.resolve("test/0.tar"));
    return root;
  }

  /** Two images with boxes and captions, in the layout without splits. */
  static Path coco(Path root) {
    image(root.resolve("images/one.png"), 20, 10, 0x336699);
    image(root.resolve("images/two.png"), 10, 10, 0x993366);
    text(root.resolve("instances.json"), instances("[2, 3, 4, 5]", 7, 3));
    text(
        root.resolve("captions.json"),
        """
        {"images": [{"id": 7, "file_name": "one.png"}, {"id": 8, "file_name": "two.png"}],
         "annotations": [
          {"id": 1, "image_id": 7, "caption": "A cat on a mat. "},
          {"id": 2, "image_id": 7, "caption": "A mat under a cat."},
          {"id": 3, "image_id": 8, "caption": "Nothing."}]}
        """);
    return root;
  }

  /** Annotations of which the first is as said; the second, of the same image, is a crowd. */
  static String instances(String box, int image, int category) {
    return """
        {"info": {"description": "tiny"},
         "images": [{"id": 7, "file_name": "one.png", "width": 20, "height": 10},
                    {"id": 8, "file_name": "two.png", "width": 10, "height": 10}],
         "annotations": [
          {"id": 41, "image_id": %d, "category_id": %d, "bbox": %s, "area": 20, "iscrowd": 0,
           "segmentation": [[2, 3, 6, 3, 6, 8]]},
          {"id": 42, "image_id": 7, "category_id": 9, "bbox": [0, 0, 20, 10], "iscrowd": 1}],
         "categories": [{"id": 9, "name": "mat"}, {"id": 3, "name": "cat"}]}
        """
        .formatted(image, category, box);
  }

  static Dataset open(DatasetFormat format, String id, Path cache) {
    return format.open(new DatasetFormat.Request(id, cache, Progress.SILENT));
  }

  /** Keeps what it is told. */
  static final class Told implements Progress {
    final List<String> steps = new ArrayList<>();
    final List<String> notes = new ArrayList<>();

    @Override
    public void advance(String what, long done, long total) {
      steps.add("%s %d/%d".formatted(what, done, total));
    }

    @Override
    public void note(String sentence) {
      notes.add(sentence);
    }
  }
}
