package io.alidade.data.photo;

import io.alidade.api.AlidadeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.DataFormatException;

/**
 * JPEG, PNG, GIF and BMP files as pixels. PNG is exact; JPEG is what libjpeg gives, since Java's
 * reader is libjpeg: the slow whole-number cosine transform and smooth chroma. A rotation noted in
 * EXIF is not applied, as in open_clip and transformers. Thread-safe.
 */
public final class ImageFile {
  /** PIL's limit against files that claim to be enormous. */
  private static final long MOST_PIXELS = 178_956_970;

  private ImageFile() {}

  /**
   * Reads a file.
   *
   * @throws AlidadeException of kind DATA, naming the file, where it is no whole image
   */
  public static Pixels read(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          file + ": cannot be read (" + e + "); expected an image file",
          e);
    }
    return decode(file.toString(), bytes);
  }

  /** Reads a file, or hands what is wrong with it to {@code skipped}. */
  public static Optional<Pixels> read(Path file, Consumer<AlidadeException> skipped) {
    try {
      return Optional.of(read(file));
    } catch (AlidadeException e) {
      if (e.kind() != AlidadeException.Kind.DATA) {
        throw e;
      }
      skipped.accept(e);
      return Optional.empty();
    }
  }

  /**
   * Decodes what is in memory.
   *
   * @param name of the file, for messages
   * @throws AlidadeException of kind DATA where it is no whole image
   */
  public static Pixels decode(String name, byte[] bytes) {
    try {
      if (starts(bytes, 0xff, 0xd8, 0xff)) {
        return JpegFile.decode(bytes);
      }
      if (starts(bytes, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
        return PngFile.decode(bytes);
      }
      if (starts(bytes, 'G', 'I', 'F', '8') || starts(bytes, 'B', 'M')) {
        return PlainFile.decode(bytes);
      }
      throw new DataFormatException(
          bytes.length == 0 ? "the file is empty" : "the file begins as none of them does");
    } catch (DataFormatException | IOException | RuntimeException e) {
      // Java's readers answer damage with whatever exception it leads to.
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          name + ": " + why + "; expected a whole JPEG, PNG, GIF or BMP image",
          e);
    }
  }

  /** Refuses what would fill the memory. */
  static void checkSize(long height, long width) throws DataFormatException {
    if (height < 1 || width < 1 || height * width > MOST_PIXELS) {
      throw new DataFormatException(
          "the image claims %d x %d pixels, where 1 to %d are read"
              .formatted(height, width, MOST_PIXELS));
    }
  }

  private static boolean starts(byte[] bytes, int... signature) {
    for (int i = 0; i < signature.length; i++) {
      if (i >= bytes.length || (bytes[i] & 0xff) != signature[i]) {
        return false;
      }
    }
    return true;
  }
}
