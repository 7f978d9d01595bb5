package io.alidade.data.photo;

/** What the samples of a pixel are, as the file holds them; PIL's modes. */
enum Layout {
  /** Black or white, a byte each; PIL resizes it to the nearest pixel. */
  BIT(1),
  GREY(1),
  /** Two bytes a sample, the higher one first. */
  GREY_16(2),
  GREY_ALPHA(2),
  /** An index into colours; resized to the nearest pixel. */
  PALETTE(1),
  RGB(3),
  /** JPEG's own luma and chroma, turned into RGB where it is read. */
  YCC(3),
  /** Alpha beside colours that are not multiplied by it. */
  RGBA(4),
  CMYK(4);

  private final int bytes;

  Layout(int bytes) {
    this.bytes = bytes;
  }

  /** Of a pixel. */
  int bytes() {
    return bytes;
  }
}
