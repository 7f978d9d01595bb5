package io.alidade.api;

/** Pixels as bytes, row by row, channels last: {@code (H, W, C)}. */
public final class Image {
  private final int height;
  private final int width;
  private final int channels;
  private final byte[] pixels;

  /**
   * @param channels 3 for red green blue, 4 for red green blue alpha with colours premultiplied
   * @param pixels {@code height * width * channels} bytes; not copied, not to be written afterwards
   */
  public Image(int height, int width, int channels, byte[] pixels) {
    if (channels != 3 && channels != 4) {
      throw new IllegalArgumentException(channels + " channels; expected 3 (RGB) or 4 (RGBA)");
    }
    if (pixels.length != height * width * channels) {
      throw new IllegalArgumentException(
          "%d bytes; expected %d x %d x %d".formatted(pixels.length, height, width, channels));
    }
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.pixels = pixels;
  }

  public int height() {
    return height;
  }

  public int width() {
    return width;
  }

  public int channels() {
    return channels;
  }

  /** Not a copy: read only. */
  public byte[] pixels() {
    return pixels;
  }
}
