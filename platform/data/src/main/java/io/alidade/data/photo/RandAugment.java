package io.alidade.data.photo;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The operations of RandAugment (Cubuk et al., <i>RandAugment: practical automated data
 * augmentation</i>, 2019) with torchvision's magnitudes.
 */
public enum RandAugment {
  IDENTITY,
  SHEAR_X,
  SHEAR_Y,
  TRANSLATE_X,
  TRANSLATE_Y,
  ROTATE,
  BRIGHTNESS,
  COLOUR,
  CONTRAST,
  SHARPNESS,
  POSTERIZE,
  SOLARIZE,
  AUTO_CONTRAST,
  EQUALIZE;

  /** Magnitudes 0 to 30. */
  private static final int BINS = 31;

  /** One operation, with its sign where it has one. */
  static Optional<Change> draw(RandomGenerator random, int magnitude, int height, int width) {
    RandAugment operation = values()[random.nextInt(values().length)];
    boolean negative = random.nextBoolean();
    double amount = operation.amount(magnitude / (BINS - 1.0), height, width);
    return operation.change(negative && operation.isSigned() ? -amount : amount, height, width);
  }

  private boolean isSigned() {
    return switch (this) {
      case IDENTITY, POSTERIZE, SOLARIZE, AUTO_CONTRAST, EQUALIZE -> false;
      case SHEAR_X, SHEAR_Y, TRANSLATE_X, TRANSLATE_Y, ROTATE -> true;
      case BRIGHTNESS, COLOUR, CONTRAST, SHARPNESS -> true;
    };
  }

  /**
   * What a share of the strongest means.
   *
   * @param share 0 to 1
   */
  double amount(double share, int height, int width) {
    return switch (this) {
      case SHEAR_X, SHEAR_Y -> 0.3 * share;
      case TRANSLATE_X -> 150.0 / 331 * width * share;
      case TRANSLATE_Y -> 150.0 / 331 * height * share;
      case ROTATE -> 30 * share;
      case BRIGHTNESS, COLOUR, CONTRAST, SHARPNESS -> 0.9 * share;
      case POSTERIZE -> 8 - Math.rint(4 * share);
      case SOLARIZE -> 255 * (1 - share);
      case IDENTITY, AUTO_CONTRAST, EQUALIZE -> 0;
    };
  }

  /** With its amount, on an image of that size. */
  Optional<Change> change(double amount, int height, int width) {
    return switch (this) {
      case IDENTITY -> Optional.empty();
      case SHEAR_X -> Optional.of(Warping.shearX(amount));
      case SHEAR_Y -> Optional.of(Warping.shearY(amount));
      case TRANSLATE_X -> Optional.of(Warping.translate((int) amount, 0));
      case TRANSLATE_Y -> Optional.of(Warping.translate(0, (int) amount));
      case ROTATE -> Optional.of(Warping.rotate(amount, height, width));
      case BRIGHTNESS -> Optional.of(new Change.Brightness(1 + amount));
      case COLOUR -> Optional.of(new Change.Saturation(1 + amount));
      case CONTRAST -> Optional.of(new Change.Contrast(1 + amount));
      case SHARPNESS -> Optional.of(new Change.Sharpness(1 + amount));
      case POSTERIZE -> Optional.of(new Change.Posterize((int) amount));
      case SOLARIZE -> Optional.of(new Change.Solarize(amount));
      case AUTO_CONTRAST -> Optional.of(new Change.AutoContrast());
      case EQUALIZE -> Optional.of(new Change.Equalize());
    };
  }
}
