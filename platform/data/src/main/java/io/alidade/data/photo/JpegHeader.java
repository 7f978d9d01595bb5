package io.alidade.data.photo;

import java.util.zip.DataFormatException;

/**
 * What a JPEG file says before its pixels.
 *
 * @param height from the frame
 * @param width from the frame
 * @param components samples a pixel
 * @param transformed whether luma and chroma stand for colours, by libjpeg's rules
 */
record JpegHeader(int height, int width, int components, boolean transformed) {
  private static final int APP0 = 0xe0;
  private static final int APP14 = 0xee;
  private static final int START_OF_SCAN = 0xda;

  /**
   * @throws DataFormatException what is wrong, where there is no such header
   */
  static JpegHeader read(byte[] file) throws DataFormatException {
    boolean jfif = false;
    int adobe = -1;
    int frame = -1;
    int at = 2;
    while (at + 4 <= file.length) {
      if ((file[at] & 0xff) != 0xff) {
        at++; // Between segments, as libjpeg does: on to the next marker.
        continue;
      }
      int marker = file[at + 1] & 0xff;
      if (marker == 0xff || marker == 0 || marker == 1 || (marker >= 0xd0 && marker <= 0xd8)) {
        at += marker == 0xff ? 1 : 2;
        continue;
      }
      int length = two(file, at + 2);
      int body = at + 4;
      if (marker == START_OF_SCAN || length < 2 || at + 2 + length > file.length) {
        break;
      }
      if (marker == APP0 && starts(file, body, length - 2, "JFIF\0")) {
        jfif = true;
      } else if (marker == APP14 && length >= 14 && starts(file, body, length - 2, "Adobe")) {
        adobe = file[body + 11] & 0xff;
      } else if (isFrame(marker) && length >= 8) {
        frame = body;
      }
      at += 2 + length;
    }
    if (frame < 0) {
      throw new DataFormatException("there is no frame");
    }
    return of(file, frame, jfif, adobe);
  }

  /** C4, C8 and CC are tables and extensions. */
  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static JpegHeader of(byte[] file, int body, boolean jfif, int adobe)
      throws DataFormatException {
    int components = file[body + 5] & 0xff;
    if (two(file, body - 2) < 8 + 3 * components) {
      throw new DataFormatException("the frame is cut short");
    }
    if (file[body] != 8) {
      throw new DataFormatException(file[body] + " bits a sample; expected 8");
    }
    boolean transformed =
        switch (components) {
          case 3 -> jfif || (adobe >= 0 ? adobe != 0 : !isNamedRgb(file, body + 6));
          case 4 -> adobe > 0;
          default -> false;
        };
    return new JpegHeader(two(file, body + 1), two(file, body + 3), components, transformed);
  }

  private static boolean isNamedRgb(byte[] file, int at) {
    return file[at] == 'R' && file[at + 3] == 'G' && file[at + 6] == 'B';
  }

  private static boolean starts(byte[] file, int at, int length, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (i >= length || file[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int two(byte[] file, int at) {
    return (file[at] & 0xff) * 256 + (file[at + 1] & 0xff);
  }
}
