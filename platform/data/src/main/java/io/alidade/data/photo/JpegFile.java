package io.alidade.data.photo;

import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.zip.DataFormatException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/** Reads a JPEG's components as they are; what they mean is decided here, by libjpeg's rules. */
final class JpegFile {
  private JpegFile() {}

  static Pixels decode(byte[] bytes) throws DataFormatException, IOException {
    JpegHeader header = JpegHeader.read(bytes);
    ImageFile.checkSize(header.height(), header.width());
    byte[] samples = components(bytes, header);
    Layout layout =
        switch (header.components()) {
          case 1 -> Layout.GREY;
          case 3 -> header.transformed() ? Layout.YCC : Layout.RGB;
          case 4 -> Layout.CMYK;
          default ->
              throw new DataFormatException(
                  header.components() + " components a pixel, where 1, 3 or 4 are read");
        };
    if (layout == Layout.CMYK) {
      ink(samples, header.transformed());
    }
    return new Pixels(layout, header.height(), header.width(), samples);
  }

  private static byte[] components(byte[] bytes, JpegHeader header)
      throws DataFormatException, IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (ByteStream stream = new ByteStream(bytes)) {
      reader.setInput(stream, true, true);
      Raster raster = reader.readRaster(0, null);
      if (stream.isExhausted()) {
        throw new DataFormatException("the file is cut short");
      }
      if (raster.getNumBands() != header.components()
          || raster.getHeight() != header.height()
          || raster.getWidth() != header.width()) {
        throw new DataFormatException("the pixels are not those that the header names");
      }
      return ((DataBufferByte) raster.getDataBuffer()).getData();
    } finally {
      reader.dispose();
    }
  }

  /** Adobe writes ink upside down, and PIL takes every file for Adobe's. */
  private static void ink(byte[] samples, boolean transformed) {
    byte[] rgb = new byte[3];
    for (int at = 0; at < samples.length; at += 4) {
      if (transformed) {
        byte[] pixel = {samples[at], samples[at + 1], samples[at + 2]};
        Colours.rgb(Layout.YCC, pixel, 0, rgb, rgb);
        System.arraycopy(rgb, 0, samples, at, 3); // Of 255 - RGB, upside down.
      } else {
        for (int c = 0; c < 3; c++) {
          samples[at + c] = (byte) ~samples[at + c];
        }
      }
      samples[at + 3] = (byte) ~samples[at + 3];
    }
  }
}
