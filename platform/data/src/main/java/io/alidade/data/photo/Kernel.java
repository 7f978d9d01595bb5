package io.alidade.data.photo;

/**
 * How neighbours are weighed when an image is resized; the kernel widens with the reduction
 * (antialiasing), as in PIL.
 */
public enum Kernel {
  BOX(0.5) {
    @Override
    double weight(double x) {
      return x > -0.5 && x <= 0.5 ? 1 : 0;
    }
  },
  BILINEAR(1) {
    @Override
    double weight(double x) {
      return Math.max(0, 1 - Math.abs(x));
    }
  },
  HAMMING(1) {
    @Override
    double weight(double x) {
      double angle = Math.PI * Math.abs(x);
      return Math.abs(x) >= 1 ? 0 : sinc(x) * (0.54 + 0.46 * Math.cos(angle));
    }
  },
  /** Keys' cubic with a = -0.5, PIL's and torchvision's. */
  BICUBIC(2) {
    @Override
    double weight(double x) {
      double d = Math.abs(x);
      if (d < 1) {
        return (1.5 * d - 2.5) * d * d + 1;
      }
      return d < 2 ? (((d - 5) * d + 8) * d - 4) * -0.5 : 0;
    }
  },
  LANCZOS(3) {
    @Override
    double weight(double x) {
      return x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0;
    }
  };

  private final double reach;

  Kernel(double reach) {
    this.reach = reach;
  }

  /** Half of its width, in target pixels. */
  double reach() {
    return reach;
  }

  /** At a distance of {@code x} target pixels from the centre. */
  abstract double weight(double x);

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }
}
