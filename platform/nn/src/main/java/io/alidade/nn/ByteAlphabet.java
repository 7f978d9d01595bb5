package io.alidade.nn;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A printable character for each of the 256 bytes, as in GPT-2 and CLIP: printable bytes stand for
 * themselves, the others for the characters from U+0100 on. Vocabulary ids follow {@link #order}.
 */
final class ByteAlphabet {
  private static final char[] CHARACTERS = new char[256];
  private static final List<String> ORDER = new ArrayList<>(256);

  static {
    for (int value = 0; value < 256; value++) {
      if (printable(value)) {
        CHARACTERS[value] = (char) value;
        ORDER.add(String.valueOf((char) value));
      }
    }
    char next = 256;
    for (int value = 0; value < 256; value++) {
      if (!printable(value)) {
        CHARACTERS[value] = next;
        ORDER.add(String.valueOf(next++));
      }
    }
  }

  private ByteAlphabet() {}

  private static boolean printable(int value) {
    return (value >= '!' && value <= '~')
        || (value >= 0xa1 && value <= 0xac)
        || (value >= 0xae && value <= 0xff);
  }

  /** The characters, printable bytes first. */
  static List<String> order() {
    return List.copyOf(ORDER);
  }

  /** What stands for a byte. */
  static char of(byte value) {
    return CHARACTERS[value & 0xff];
  }

  /** The UTF-8 bytes of a text, a character each. */
  static String spell(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StringBuilder spelt = new StringBuilder(bytes.length);
    for (byte value : bytes) {
      spelt.append(of(value));
    }
    return spelt.toString();
  }
}
