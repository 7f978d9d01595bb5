package io.alidade.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes tar archives (POSIX ustar) as tests want them. */
final class Tar {
  private static final int BLOCK = 512;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Tar add(String name, String content) {
    return add(name, content.getBytes(StandardCharsets.UTF_8));
  }

  Tar add(String name, byte[] content) {
    out.writeBytes(header(name, '0', "%011o".formatted(content.length)));
    return content(content);
  }

  Tar content(byte[] content) {
    out.writeBytes(content);
    out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    return this;
  }

  Tar block(byte[] header) {
    out.writeBytes(header);
    return this;
  }

  /**
   * A header with its checksum.
   *
   * @param size eleven octal digits, or what else a test wants there
   */
  static byte[] header(String name, char type, String size) {
    byte[] block = new byte[BLOCK];
    put(block, 0, name);
    put(block, 100, "0000444\0");
    put(block, 124, size);
    put(block, 136, "00000000000");
    put(block, 148, "        ");
    block[156] = (byte) type;
    put(block, 257, "ustar\u000000");
    int sum = 0;
    for (byte each : block) {
      sum += each & 0xff;
    }
    put(block, 148, "%06o\0 ".formatted(sum));
    return block;
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  /** Closed by two empty blocks. */
  byte[] closed() {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(out.toByteArray());
    whole.writeBytes(new byte[2 * BLOCK]);
    return whole.toByteArray();
  }

  Path write(Path file) {
    return write(file, closed());
  }

  static Path write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
