package io.alidade.benchmarks;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * PNG files of 64 pixels with captions, drawn from a seed: a coloured shape on noise, so that a
 * file is as long as a photograph's would be.
 */
final class Pairs {
  private static final int SIZE = 64;
  private static final List<String> COLOURS = List.of("red", "green", "blue", "yellow", "white");
  private static final List<Color> PAINTS =
      List.of(Color.RED, Color.GREEN, Color.BLUE, Color.YELLOW, Color.WHITE);
  private static final List<String> SHAPES = List.of("circle", "square", "bar");

  private Pairs() {}

  /**
   * {@code images/} and {@code pairs.csv} (filepath, title; tabs between), unless they are there.
   */
  static void write(Path folder, int count) {
    Path list = folder.resolve("pairs.csv");
    if (Files.exists(list)) {
      return;
    }
    try {
      Path images = Files.createDirectories(folder.resolve("images"));
      List<String> lines = new ArrayList<>(List.of("filepath\ttitle"));
      Random64 random = new Random64(3);
      for (int i = 0; i < count; i++) {
        Path file = images.resolve("%06d.png".formatted(i));
        lines.add(file.toAbsolutePath() + "\t" + draw(file, random, i));
      }
      Files.write(list, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the caption. */
  private static String draw(Path file, Random64 random, int number) throws IOException {
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < SIZE * SIZE; i++) {
      int noise =
          (90 + random.below(70)) << 16 | (90 + random.below(70)) << 8 | 90 + random.below(70);
      image.setRGB(i % SIZE, i / SIZE, noise);
    }
    int colour = random.below(COLOURS.size());
    int shape = random.below(SHAPES.size());
    int x = 4 + random.below(32);
    int y = 4 + random.below(32);
    int size = 8 + random.below(20);
    Graphics2D pen = image.createGraphics();
    pen.setColor(PAINTS.get(colour));
    switch (shape) {
      case 0 -> pen.fillOval(x, y, size, size);
      case 1 -> pen.fillRect(x, y, size, size);
      default -> pen.fillRect(x, y, size, size / 3);
    }
    pen.dispose();
    ImageIO.write(image, "png", file.toFile());
    String where = (y < SIZE / 3 ? "high" : "low") + " and " + (x < SIZE / 3 ? "left" : "right");
    return "a picture of a %s %s %s %s, number %d"
        .formatted(
            size < 18 ? "small" : "large", COLOURS.get(colour), SHAPES.get(shape), where, number);
  }
}
