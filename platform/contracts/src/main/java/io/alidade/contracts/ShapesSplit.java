package io.alidade.contracts;

import io.alidade.api.Box;
import io.alidade.api.Image;
import io.alidade.api.Mask;
import io.alidade.api.Phrase;
import io.alidade.api.Region;
import io.alidade.api.Sample;
import io.alidade.api.Scene;
import io.alidade.api.Seeds;
import io.alidade.api.Split;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Every kind {@code drawings} times, kind after kind; place and size depend on the split's name and
 * the index alone.
 */
record ShapesSplit(String name, int drawings) implements Split {
  private static final int SIDE = 24; // pixels
  private static final int FINE = 4; // points a pixel and direction that edges are smoothed with

  private static final List<Kind> KINDS =
      Stream.of(
              new Colour("red", 220, 40, 40),
              new Colour("green", 40, 160, 70),
              new Colour("blue", 50, 80, 210),
              new Colour("yellow", 240, 200, 40))
          .flatMap(colour -> Stream.of(Shape.values()).map(shape -> new Kind(colour, shape)))
          .toList();

  private static final List<String> CLASSES = KINDS.stream().map(Kind::toString).toList();

  private record Colour(String name, int red, int green, int blue) {}

  private record Kind(Colour colour, Shape shape) {
    @Override
    public String toString() {
      return colour.name() + " " + shape.word();
    }
  }

  /** Each in the square from -1 to 1. */
  private enum Shape {
    CIRCLE {
      @Override
      boolean holds(double x, double y) {
        return x * x + y * y <= 1;
      }
    },
    SQUARE {
      @Override
      boolean holds(double x, double y) {
        return Math.max(Math.abs(x), Math.abs(y)) <= 0.9;
      }
    },
    TRIANGLE {
      @Override
      boolean holds(double x, double y) {
        return y <= 0.9 && 2 * Math.abs(x) <= y + 1;
      }
    },
    CROSS {
      @Override
      boolean holds(double x, double y) {
        return Math.max(Math.abs(x), Math.abs(y)) <= 1 && Math.min(Math.abs(x), Math.abs(y)) <= 0.3;
      }
    };

    abstract boolean holds(double x, double y);

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Override
  public int size() {
    return KINDS.size() * drawings;
  }

  @Override
  public List<String> classNames() {
    return CLASSES;
  }

  @Override
  public SampleText text(int index) {
    Kind kind = KINDS.get(index / drawings);
    String id = "%s/%s-%s-%d".formatted(name, kind.colour().name(), kind.shape().word(), index);
    String other = "a " + kind.shape().word() + " in " + kind.colour().name();
    return new SampleText(
        id,
        List.of(kind.toString(), other),
        index / drawings,
        kind.toString(),
        scene(draw(index), index / drawings, kind.toString()));
  }

  /** The shape: the pixels it covers more than half of, and the box around them. */
  private static Scene scene(Image image, int label, String name) {
    BitSet covered = new BitSet(SIDE * SIDE);
    int left = SIDE;
    int top = SIDE;
    int right = 0;
    int bottom = 0;
    for (int p = 0; p < SIDE * SIDE; p++) {
      if ((image.pixels()[4 * p + 3] & 0xff) > 127) {
        covered.set(p);
        left = Math.min(left, p % SIDE);
        top = Math.min(top, p / SIDE);
        right = Math.max(right, p % SIDE + 1);
        bottom = Math.max(bottom, p / SIDE + 1);
      }
    }
    Mask mask = new Mask(SIDE, SIDE, covered);
    Region region = new Region(new Box(left, top, right, bottom), label, Optional.of(mask), false);
    return new Scene(List.of(region), List.of(new Phrase(name, List.of(0), "base")));
  }

  @Override
  public Sample sample(int index) {
    SampleText text = text(index);
    return new Sample(
        text.id(), draw(index), text.captions(), text.label(), text.group(), text.scene());
  }

  private Image draw(int index) {
    Kind kind = KINDS.get(index / drawings);
    SplittableRandom random = new SplittableRandom(Seeds.mix(0, name, index));
    double radius = SIDE * random.nextDouble(0.28, 0.42);
    double centreX = SIDE / 2.0 + random.nextDouble(-2, 2);
    double centreY = SIDE / 2.0 + random.nextDouble(-2, 2);
    byte[] pixels = new byte[SIDE * SIDE * 4];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double alpha = covered(kind.shape(), x - centreX, y - centreY, radius);
        int at = (y * SIDE + x) * 4;
        pixels[at] = (byte) Math.round(alpha * kind.colour().red());
        pixels[at + 1] = (byte) Math.round(alpha * kind.colour().green());
        pixels[at + 2] = (byte) Math.round(alpha * kind.colour().blue());
        pixels[at + 3] = (byte) Math.round(alpha * 255);
      }
    }
    return new Image(SIDE, SIDE, 4, pixels);
  }

  /** The share of the pixel from (x, y) that lies in the shape. */
  private static double covered(Shape shape, double x, double y, double radius) {
    int inside = 0;
    for (int i = 0; i < FINE; i++) {
      for (int j = 0; j < FINE; j++) {
        double fineX = (x + (i + 0.5) / FINE) / radius;
        double fineY = (y + (j + 0.5) / FINE) / radius;
        inside += shape.holds(fineX, fineY) ? 1 : 0;
      }
    }
    return inside / (double) (FINE * FINE);
  }
}
