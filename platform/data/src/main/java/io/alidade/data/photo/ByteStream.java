package io.alidade.data.photo;

import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A file that is in memory. Remembers whether a reader wanted more than there is: Java's JPEG
 * reader makes up the rest of a file that is cut short, and only warns.
 */
final class ByteStream extends ImageInputStreamImpl {
  private final byte[] bytes;
  private boolean exhausted;

  ByteStream(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() {
    bitOffset = 0;
    if (streamPos >= bytes.length) {
      exhausted = true;
      return -1;
    }
    return bytes[(int) streamPos++] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    bitOffset = 0;
    if (streamPos >= bytes.length && length > 0) {
      exhausted = true;
      return -1;
    }
    int count = (int) Math.min(length, bytes.length - streamPos);
    System.arraycopy(bytes, (int) streamPos, target, offset, count);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  /** Whether a byte behind the last one was asked for. */
  boolean isExhausted() {
    return exhausted;
  }
}
