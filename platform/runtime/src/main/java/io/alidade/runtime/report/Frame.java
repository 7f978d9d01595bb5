package io.alidade.runtime.report;

import io.alidade.api.Box;

/** A rectangle in units of a picture. */
record Frame(double left, double top, double width, double height) {
  /** An image of that size in the middle of a square: sides in proportion, never enlarged. */
  static Frame inSquare(int side, int width, int height) {
    double scale = Math.min(1, (double) side / Math.max(width, height));
    double across = Math.max(1, Math.rint(width * scale));
    double down = Math.max(1, Math.rint(height * scale));
    return new Frame(Math.floor((side - across) / 2), Math.floor((side - down) / 2), across, down);
  }

  /** A box given in shares of this one's sides. */
  Frame part(Box shares) {
    return new Frame(
        left + shares.left() * width,
        top + shares.top() * height,
        shares.width() * width,
        shares.height() * height);
  }

  /** On a scale that makes 1 of {@code scale}, and moved. */
  Frame scaled(double scale, double right, double down) {
    return new Frame(left * scale + right, top * scale + down, width * scale, height * scale);
  }

  double right() {
    return left + width;
  }

  double bottom() {
    return top + height;
  }

  /** How much of it the other covers. */
  double covered(Frame other) {
    double across = Math.min(right(), other.right()) - Math.max(left, other.left);
    double down = Math.min(bottom(), other.bottom()) - Math.max(top, other.top);
    return Math.max(0, across) * Math.max(0, down);
  }
}
