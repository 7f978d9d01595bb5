package io.alidade.runtime.report;

import com.google.gson.Gson;
import io.alidade.api.AlidadeException;
import io.alidade.api.Evaluation;
import io.alidade.api.Image;
import io.alidade.api.Split;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * The images of one evaluation that a report shows: one PNG with a square tile a sample, and an
 * index beside it ({@code images-N.png}, {@code images-N.json}).
 *
 * @param tile side of a tile in pixels
 * @param columns tiles in a row
 * @param indices the samples in the split, tile by tile
 */
public record Thumbnails(int tile, int columns, List<Integer> indices) {
  private static final Gson GSON = new Gson();
  private static final int LARGEST = 64; // pixels; a report of a few hundred stays near 1 MB
  private static final int LARGEST_SCENE = 128; // of which it is said what is where
  private static final int COLUMNS = 24;

  public Thumbnails {
    indices = List.copyOf(indices);
  }

  /** {@code images-N.png} in {@code folder}, N as in {@link EvaluationFile#file}. */
  public static Path picture(Path folder, int number) {
    return folder.resolve("images-" + number + ".png");
  }

  static Path index(Path folder, int number) {
    return folder.resolve("images-" + number + ".json");
  }

  /** Called where the data set is open: keeps what the report on {@code evaluation} will show. */
  public static void write(Path folder, int number, Split split, Evaluation evaluation) {
    boolean scenes =
        evaluation.predictions().stream()
            .anyMatch(one -> one.described() || one.drawn().isPresent());
    int largest = scenes ? LARGEST_SCENE : LARGEST;
    write(folder, number, split, Shown.of(evaluation).indices(), largest);
  }

  private static void write(
      Path folder, int number, Split split, Collection<Integer> indices, int largest) {
    List<BufferedImage> images = new ArrayList<>();
    int side = 1;
    for (int index : indices) {
      BufferedImage image = onWhite(split.sample(index).image());
      images.add(image);
      side = Math.max(side, Math.max(image.getWidth(), image.getHeight()));
    }
    int tile = Math.min(side, largest);
    Thumbnails thumbnails = new Thumbnails(tile, COLUMNS, List.copyOf(indices));
    BufferedImage sprite =
        new BufferedImage(
            thumbnails.width(), Math.max(tile, thumbnails.height()), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sprite.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setColor(java.awt.Color.WHITE);
    graphics.fillRect(0, 0, sprite.getWidth(), sprite.getHeight());
    for (int i = 0; i < images.size(); i++) {
      thumbnails.draw(graphics, images.get(i), i);
    }
    graphics.dispose();
    Whole.write(picture(folder, number), png(sprite));
    Whole.write(index(folder, number), GSON.toJson(thumbnails) + "\n");
  }

  /** Into the middle of its tile, sides in proportion. */
  private void draw(Graphics2D graphics, BufferedImage image, int place) {
    Frame frame = Frame.inSquare(tile, image.getWidth(), image.getHeight());
    graphics.drawImage(
        image,
        left(place) + (int) frame.left(),
        top(place) + (int) frame.top(),
        (int) frame.width(),
        (int) frame.height(),
        null);
  }

  private static BufferedImage onWhite(Image image) {
    BufferedImage out =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    byte[] pixels = image.pixels();
    for (int p = 0; p < image.width() * image.height(); p++) {
      int at = p * image.channels();
      int clear = image.channels() == 4 ? 255 - (pixels[at + 3] & 0xff) : 0; // premultiplied
      int rgb = 0;
      for (int c = 0; c < 3; c++) {
        rgb = rgb << 8 | Math.min(255, (pixels[at + c] & 0xff) + clear);
      }
      out.setRGB(p % image.width(), p / image.width(), rgb);
    }
    return out;
  }

  static byte[] png(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new AlidadeException(AlidadeException.Kind.INTERNAL, "a PNG could not be encoded", e);
    }
    return out.toByteArray();
  }

  /** The index, where the run has kept images for that evaluation. */
  static Optional<Thumbnails> read(Path folder, int number) {
    if (!Files.exists(index(folder, number)) || !Files.exists(picture(folder, number))) {
      return Optional.empty();
    }
    try {
      return Optional.of(GSON.fromJson(Files.readString(index(folder, number)), Thumbnails.class));
    } catch (IOException | RuntimeException e) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          index(folder, number) + ": cannot be read; expected the index of images-N.png",
          e);
    }
  }

  /** The tile of a sample of the split, or -1. */
  int place(int sample) {
    return indices.indexOf(sample);
  }

  int left(int place) {
    return place % columns * tile;
  }

  int top(int place) {
    return place / columns * tile;
  }

  int width() {
    return columns * tile;
  }

  int height() {
    return (indices.size() + columns - 1) / columns * tile;
  }
}
