package io.alidade.data.photo;

import io.alidade.api.Image;
import java.util.Arrays;

/** Between two images, as PIL's {@code ImageEnhance}. */
final class Enhance {
  private Enhance() {}

  /** {@code from + factor (to - from)}, cut to whole levels. */
  static Image blend(Image from, Image to, float factor) {
    byte[] a = from.pixels();
    byte[] b = to.pixels();
    byte[] out = new byte[a.length];
    for (int i = 0; i < out.length; i++) {
      int start = a[i] & 0xff;
      float value = start + factor * ((b[i] & 0xff) - start);
      out[i] = (byte) Lines.level((int) value);
    }
    return new Image(to.height(), to.width(), 3, out);
  }

  static Image plain(Image like, int level) {
    byte[] out = new byte[like.pixels().length];
    Arrays.fill(out, (byte) level);
    return new Image(like.height(), like.width(), 3, out);
  }

  static Image grey(Image image) {
    byte[] out = new byte[image.pixels().length];
    for (int at = 0; at < out.length; at += 3) {
      byte luma = (byte) luma(image.pixels(), at);
      out[at] = luma;
      out[at + 1] = luma;
      out[at + 2] = luma;
    }
    return new Image(image.height(), image.width(), 3, out);
  }

  /** Rounded. */
  static int meanLuma(Image image) {
    long sum = 0;
    for (int at = 0; at < image.pixels().length; at += 3) {
      sum += luma(image.pixels(), at);
    }
    return (int) ((double) sum / (image.height() * image.width()) + 0.5);
  }

  /** ITU-R BT.601 with 16 bits behind the point, PIL's. */
  private static int luma(byte[] rgb, int at) {
    int sum = 19595 * (rgb[at] & 0xff) + 38470 * (rgb[at + 1] & 0xff) + 7471 * (rgb[at + 2] & 0xff);
    return (sum + 0x8000) >> 16;
  }
}
