package io.alidade.data.photo;

/** A rectangle of pixels inside an image. */
public record Window(int top, int left, int height, int width) {
  public Window {
    if (top < 0 || left < 0 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "window of %d x %d at (%d, %d); expected one pixel at least, at (0, 0) or later"
              .formatted(height, width, top, left));
    }
  }

  /** All of an image. */
  static Window whole(int height, int width) {
    return new Window(0, 0, height, width);
  }

  int bottom() {
    return top + height;
  }

  int right() {
    return left + width;
  }
}
