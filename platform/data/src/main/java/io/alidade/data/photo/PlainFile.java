package io.alidade.data.photo;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.zip.DataFormatException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** Reads what is seldom a photograph (GIF, BMP) the way Java shows it. */
final class PlainFile {
  private PlainFile() {}

  static Pixels decode(byte[] bytes) throws DataFormatException, IOException {
    try (ByteStream stream = new ByteStream(bytes)) {
      ImageReader reader = ImageIO.getImageReaders(stream).next();
      try {
        reader.setInput(stream, true, true);
        ImageFile.checkSize(reader.getHeight(0), reader.getWidth(0));
        BufferedImage image = reader.read(0);
        int[] colours =
            image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        byte[] samples = new byte[3 * colours.length];
        for (int i = 0; i < colours.length; i++) {
          samples[3 * i] = (byte) (colours[i] >> 16);
          samples[3 * i + 1] = (byte) (colours[i] >> 8);
          samples[3 * i + 2] = (byte) colours[i];
        }
        return new Pixels(Layout.RGB, image.getHeight(), image.getWidth(), samples);
      } finally {
        reader.dispose();
      }
    }
  }
}
