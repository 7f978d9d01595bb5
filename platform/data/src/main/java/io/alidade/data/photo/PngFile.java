package io.alidade.data.photo;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.zip.DataFormatException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** Reads a PNG's samples without any colour management, of which Java does more than PIL. */
final class PngFile {
  private static final int HEADER = 26;

  private PngFile() {}

  static Pixels decode(byte[] bytes) throws DataFormatException, IOException {
    if (bytes.length < HEADER) {
      throw new DataFormatException("the file is cut short");
    }
    ImageFile.checkSize(four(bytes, 20), four(bytes, 16));
    int depth = bytes[24];
    int type = bytes[25];
    ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
    try (ByteStream stream = new ByteStream(bytes)) {
      reader.setInput(stream, true, true);
      return pixels(reader.read(0), depth, type);
    } finally {
      reader.dispose();
    }
  }

  private static Pixels pixels(BufferedImage image, int depth, int type)
      throws DataFormatException {
    Raster raster = image.getRaster();
    Layout layout =
        switch (type) {
          case 0 -> depth == 1 ? Layout.BIT : depth == 16 ? Layout.GREY_16 : Layout.GREY;
          case 2 -> Layout.RGB;
          case 3 -> Layout.PALETTE;
          case 4 -> Layout.GREY_ALPHA;
          case 6 -> Layout.RGBA;
          default -> throw new DataFormatException("colour type " + type);
        };
    byte[] samples = new byte[image.getHeight() * image.getWidth() * layout.bytes()];
    boolean isDeep = layout == Layout.GREY_16;
    int wanted = isDeep ? 1 : layout.bytes();
    int bands = raster.getNumBands(); // More than wanted where one colour is transparent.
    int[] row = new int[image.getWidth() * bands];
    int factor = type == 0 && depth < 8 ? 255 / ((1 << depth) - 1) : 1;
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getPixels(0, y, image.getWidth(), 1, row);
      for (int x = 0; x < row.length; x += bands) {
        for (int c = 0; c < wanted; c++) {
          int sample = row[x + c] * factor;
          if (isDeep) {
            samples[at++] = (byte) (sample >> 8);
          }
          samples[at++] = (byte) (depth == 16 && !isDeep ? sample >> 8 : sample);
        }
      }
    }
    byte[] colours = layout == Layout.PALETTE ? palette(image) : new byte[0];
    return new Pixels(layout, image.getHeight(), image.getWidth(), samples, colours);
  }

  /** 256 colours, greys where the file has none: an index may lie behind its last. */
  private static byte[] palette(BufferedImage image) {
    IndexColorModel model = (IndexColorModel) image.getColorModel();
    byte[] colours = new byte[3 * 256];
    for (int i = 0; i < 256; i++) {
      boolean known = i < model.getMapSize();
      colours[3 * i] = (byte) (known ? model.getRed(i) : i);
      colours[3 * i + 1] = (byte) (known ? model.getGreen(i) : i);
      colours[3 * i + 2] = (byte) (known ? model.getBlue(i) : i);
    }
    return colours;
  }

  private static long four(byte[] bytes, int at) {
    long value = 0;
    for (int i = at; i < at + 4; i++) {
      value = value * 256 + (bytes[i] & 0xff);
    }
    return value;
  }
}
