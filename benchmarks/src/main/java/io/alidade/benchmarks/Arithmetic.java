package io.alidade.benchmarks;

/**
 * Floating-point operations that a training step of CLIP cannot do without: matrix products of both
 * towers, forward once and backward twice (for the inputs and for the weights), without what nobody
 * reads: places behind a text's end, and all but one place in the last block.
 */
final class Arithmetic {
  private Arithmetic() {}

  /**
   * A pair's share.
   *
   * @param tokens of a text, in the mean
   * @param batch in which each image meets each text
   */
  static double perPair(Shape shape, double tokens, int batch) {
    int patch = shape.image().patch();
    double patches = Math.pow(shape.pixels() / (double) patch, 2);
    double kernel = 2 * patches * 3 * patch * patch * shape.image().width();
    double image =
        blocks(shape.image().layers(), shape.image().width(), patches + 1, 1)
            + 2.0 * shape.image().width() * shape.width();
    double text =
        blocks(shape.text().layers(), shape.text().width(), tokens, 0.5)
            + 2.0 * shape.text().width() * shape.width();
    double logits = 2.0 * batch * shape.width();
    return 2 * kernel + 3 * (image + text + logits); // images need no gradient
  }

  /**
   * @param seen share of the places that a place looks at
   */
  private static double blocks(int layers, double width, double places, double seen) {
    double linear = 2 * 12 * width * width;
    double attention = 4 * places * width * seen;
    double whole = places * (linear + attention);
    double last = places * 4 * width * width + 2 * 10 * width * width + 4 * places * width;
    return (layers - 1) * whole + last;
  }
}
