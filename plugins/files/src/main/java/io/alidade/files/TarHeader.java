package io.alidade.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A block in front of a member: POSIX.1-2001 (ustar), with GNU's binary numbers. */
final class TarHeader {
  private static final int SIZE = 124;
  private static final int SUM = 148;
  private static final int TYPE = 156;
  private static final int MAGIC = 257;
  private static final int PREFIX = 345;

  private final byte[] block;

  /**
   * Of a block.
   *
   * @param block 512 bytes; not copied, not to be written afterwards
   */
  TarHeader(byte[] block) {
    this.block = block;
  }

  /** Whether it is none, but closes the archive. */
  boolean isEnd() {
    for (byte each : block) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether its bytes add up to what it says they do. */
  boolean isSound() {
    long sum = 0;
    for (int i = 0; i < block.length; i++) {
      sum += i >= SUM && i < SUM + 8 ? ' ' : block[i] & 0xff;
    }
    return sum == number(SUM, 8);
  }

  char type() {
    return (char) (block[TYPE] & 0xff);
  }

  boolean isPlain() {
    return type() == '0' || type() == 0 || type() == '7';
  }

  /** In bytes; links, folders and devices have none. Negative where it cannot be told. */
  long size() {
    return type() >= '1' && type() <= '6' ? 0 : number(SIZE, 12);
  }

  String name() {
    String name = text(Arrays.copyOf(block, 100));
    boolean posix = text(Arrays.copyOfRange(block, MAGIC, MAGIC + 6)).equals("ustar");
    String prefix = posix ? text(Arrays.copyOfRange(block, PREFIX, PREFIX + 155)) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  /** Up to the first zero. */
  static String text(byte[] bytes) {
    int length = 0;
    while (length < bytes.length && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** Octal digits, or binary where the first bit is set; -1 where it is neither. */
  private long number(int at, int length) {
    if ((block[at] & 0x80) == 0) {
      String digits = text(Arrays.copyOfRange(block, at, at + length)).strip();
      return digits.matches("[0-7]{1,12}") ? Long.parseLong(digits, 8) : -1;
    }
    long number = block[at] & 0x7f;
    for (int i = at + 1; i < at + length; i++) {
      if (number > Long.MAX_VALUE >> 8) {
        return -1;
      }
      number = (number << 8) | (block[i] & 0xff);
    }
    return number;
  }
}
