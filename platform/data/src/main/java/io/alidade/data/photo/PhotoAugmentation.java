package io.alidade.data.photo;

import io.alidade.api.Image;
import io.alidade.api.ImageSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Changes training photographs at random, in two parts: {@link #draw} turns random numbers into
 * what is to be done, as torchvision's transforms draw it; {@link #apply} does it, and gives the
 * same pixels for the same numbers. Two views of an image are two draws of two purposes.
 */
public final class PhotoAugmentation {
  /** torchvision's: then the middle of the image is taken. */
  private static final int TRIES = 10;

  private final PhotoSettings settings;
  private final ImageSpec spec;

  public PhotoAugmentation(PhotoSettings settings, ImageSpec spec) {
    this.settings = settings;
    this.spec = spec;
  }

  /**
   * What is to be done to one image.
   *
   * @param crop part that is brought to the model's size; empty where the image comes as in
   *     evaluation
   */
  public record Drawn(Optional<Window> crop, List<Change> changes) {
    public Drawn {
      changes = List.copyOf(changes);
    }
  }

  /** For an image of that size. */
  public Drawn draw(RandomGenerator random, int height, int width) {
    Optional<Window> crop = Optional.empty();
    List<Change> changes = new ArrayList<>();
    for (PhotoStep step : settings.steps()) {
      switch (step) {
        case RANDOM_RESIZED_CROP -> crop = Optional.of(crop(random, height, width));
        case FLIP -> add(random, settings.flip(), new Change.Flip(), changes);
        case COLOUR_JITTER -> jitter(random, changes);
        case GREY -> add(random, settings.grey(), new Change.Grey(), changes);
        case BLUR -> {
          PhotoSettings.Blur blur = settings.blur();
          double sigma = between(random, blur.least(), blur.most());
          add(random, blur.share(), new Change.Blur(blur.side(), sigma), changes);
        }
        case RAND_AUGMENT -> {
          for (int i = 0; i < settings.randAugment().operations(); i++) {
            RandAugment.draw(
                    random, settings.randAugment().magnitude(), spec.height(), spec.width())
                .ifPresent(changes::add);
          }
        }
      }
    }
    return new Drawn(crop, changes);
  }

  private static void add(
      RandomGenerator random, double share, Change change, List<Change> changes) {
    if (random.nextDouble() < share) {
      changes.add(change);
    }
  }

  private Window crop(RandomGenerator random, int height, int width) {
    PhotoSettings.Crop crop = settings.crop();
    for (int i = 0; i < TRIES; i++) {
      double area = (double) height * width * between(random, crop.smallest(), crop.largest());
      double low = Math.log(crop.narrowest());
      double ratio = Math.exp(between(random, low, Math.log(crop.widest())));
      int wide = (int) Math.rint(Math.sqrt(area * ratio));
      int high = (int) Math.rint(Math.sqrt(area / ratio));
      if (wide > 0 && wide <= width && high > 0 && high <= height) {
        int top = random.nextInt(height - high + 1);
        return new Window(top, random.nextInt(width - wide + 1), high, wide);
      }
    }
    double ratio = (double) width / height;
    int high = ratio < crop.narrowest() ? (int) Math.rint(width / crop.narrowest()) : height;
    int wide = ratio > crop.widest() ? (int) Math.rint(height * crop.widest()) : width;
    high = Math.max(1, Math.min(height, high));
    wide = Math.max(1, Math.min(width, wide));
    return new Window((height - high) / 2, (width - wide) / 2, high, wide);
  }

  private void jitter(RandomGenerator random, List<Change> changes) {
    PhotoSettings.Jitter jitter = settings.jitter();
    List<Change> four = new ArrayList<>();
    four.add(new Change.Brightness(factor(random, jitter.brightness())));
    four.add(new Change.Contrast(factor(random, jitter.contrast())));
    four.add(new Change.Saturation(factor(random, jitter.saturation())));
    four.add(new Change.Hue(between(random, -jitter.hue(), jitter.hue())));
    boolean isDone = random.nextDouble() < jitter.share();
    while (!four.isEmpty()) {
      Change next = four.remove(random.nextInt(four.size()));
      if (isDone) {
        changes.add(next);
      }
    }
  }

  private static double factor(RandomGenerator random, double most) {
    return between(random, Math.max(0, 1 - most), 1 + most);
  }

  private static double between(RandomGenerator random, double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** At the model's height and width, three channels of bytes. */
  public Image apply(Pixels pixels, Drawn drawn) {
    Window all = Window.whole(spec.height(), spec.width());
    Kernel kernel = settings.crop().kernel();
    Image image =
        drawn
            .crop()
            .map(
                crop ->
                    pixels.inColour().resize(crop, spec.height(), spec.width(), kernel, all).rgb())
            .orElseGet(() -> ImageTransform.CLIP.apply(pixels, spec));
    for (Change change : drawn.changes()) {
      image = change.apply(image);
    }
    return image;
  }
}
