package io.alidade.api;

/**
 * A rectangle in pixels of its image: from the left and upper edge to the right and lower one,
 * which it does not hold.
 */
public record Box(float left, float top, float right, float bottom) {
  public Box {
    if (!(left <= right && top <= bottom)) {
      throw new IllegalArgumentException(
          "a box from (%s, %s) to (%s, %s); expected left <= right and top <= bottom"
              .formatted(left, top, right, bottom));
    }
  }

  public float width() {
    return right - left;
  }

  public float height() {
    return bottom - top;
  }

  public float area() {
    return width() * height();
  }
}
