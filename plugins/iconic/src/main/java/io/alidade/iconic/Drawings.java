package io.alidade.iconic;

import io.alidade.api.AlidadeException;
import io.alidade.api.Image;
import io.alidade.api.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * The drawings of one list of icons, kept in a file named by the hash of everything that decides
 * them. A file is a checksum (8 bytes) and then the pixels of each icon in order. One that does not
 * fit its checksum is drawn again, and said.
 */
final class Drawings {
  /** Pixels a side; models of another size resize. */
  static final int SIZE = 64;

  private static final int BYTES = SIZE * SIZE * 4;
  private static final int HEADER = Long.BYTES;

  private final ByteBuffer pixels;

  private Drawings(ByteBuffer pixels) {
    this.pixels = pixels;
  }

  /** The n-th drawing. */
  Image image(int index) {
    byte[] rgba = new byte[BYTES];
    pixels.get(HEADER + index * BYTES, rgba);
    return new Image(SIZE, SIZE, 4, rgba);
  }

  /**
   * Opens or makes the drawings of {@code icons}.
   *
   * @param prefix of the icon set
   * @param cache folder; where it cannot be written, the drawings stay in memory
   */
  static Drawings of(String prefix, List<String> icons, Path cache, Progress progress) {
    Path file = cache.resolve(prefix + "-" + key(prefix, icons) + ".rgba");
    if (Files.exists(file)) {
      try {
        return open(file, icons.size());
      } catch (IOException e) {
        progress.note(file + " is damaged (" + e.getMessage() + ") and is drawn again");
      }
    }
    ByteBuffer drawn = draw(IconSet.read(prefix), icons, progress);
    try {
      write(file, drawn);
    } catch (IOException e) {
      progress.note(
          cache + " cannot be written (" + e + "); drawings are kept in memory for this run");
    }
    return new Drawings(drawn);
  }

  private static String key(String prefix, List<String> icons) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String text = IconSet.ARTIFACT + "\n" + Renderer.DRAWING + "\n" + SIZE + "\n" + prefix + "\n";
      digest.update((text + String.join("\n", icons)).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Drawings open(Path file, int count) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long expected = HEADER + (long) count * BYTES;
      if (channel.size() != expected) {
        throw new IOException(channel.size() + " bytes; expected " + expected);
      }
      ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, expected);
      if (mapped.getLong(0) != checksum(mapped)) {
        throw new IOException("its checksum does not fit");
      }
      return new Drawings(mapped);
    }
  }

  private static long checksum(ByteBuffer file) {
    CRC32C crc = new CRC32C();
    crc.update(file.duplicate().position(HEADER));
    return crc.getValue();
  }

  private static ByteBuffer draw(IconSet set, List<String> icons, Progress progress) {
    ByteBuffer file = ByteBuffer.allocate(HEADER + icons.size() * BYTES);
    AtomicInteger done = new AtomicInteger();
    IntStream.range(0, icons.size())
        .parallel()
        .forEach(
            i -> {
              String name = set.prefix() + "/" + icons.get(i);
              IconSet.Icon icon =
                  set.icon(icons.get(i))
                      .orElseThrow(
                          () ->
                              new AlidadeException(
                                  AlidadeException.Kind.DATA,
                                  name + " is not in " + IconSet.ARTIFACT));
              Image image = Renderer.draw(name, icon, SIZE);
              file.duplicate().put(HEADER + i * BYTES, image.pixels());
              progress.advance(
                  "icons drawn (" + set.prefix() + ")", done.incrementAndGet(), icons.size());
            });
    file.putLong(0, checksum(file));
    return file;
  }

  private static void write(Path file, ByteBuffer content) throws IOException {
    Path folder = java.util.Objects.requireNonNull(file.getParent());
    Files.createDirectories(folder);
    Path temporary = Files.createTempFile(folder, "drawing", ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer rest = content.duplicate().rewind();
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
