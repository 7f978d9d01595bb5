package io.alidade.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plain files in a tar archive, and where their bytes lie: POSIX ustar, with names and sizes as
 * PAX and GNU extend them. What is compressed, damaged or cut short is refused. Links, folders and
 * sparse files are passed over.
 */
final class TarArchive implements AutoCloseable {
  private static final int BLOCK = 512; // bytes; every header and all content begins with one
  private static final int MOST_EXTENDED = 1 << 20; // bytes of a name, or of a member's records

  private final Path file;
  private final FileChannel channel;

  private TarArchive(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * A plain file.
   *
   * @param offset of its first byte in the archive
   * @param size in bytes
   */
  record Member(String name, long offset, long size) {}

  /** Reads nothing yet; the caller closes it. */
  static TarArchive open(Path file) throws IOException {
    return new TarArchive(file, FileChannel.open(file));
  }

  /** In the archive's order, found by reading the headers alone. */
  List<Member> members() throws IOException {
    List<Member> members = new ArrayList<>();
    Map<String, String> common = new HashMap<>(); // what headers say of all members behind
    Map<String, String> own = new HashMap<>(); // the same, and what they say of the next alone
    long end = channel.size();
    long at = 0;
    for (TarHeader header = header(at, end); !header.isEnd(); header = header(at, end)) {
      long from = at + BLOCK;
      long size = size(header, header.isPlain() ? own.get("size") : null, from, end);
      switch (header.type()) {
        case 'g' -> {
          common.putAll(records(extended(from, size), from));
          own.putAll(common);
        }
        case 'x' -> own.putAll(records(extended(from, size), from));
        case 'L' -> own.put("path", TarHeader.text(extended(from, size)));
        case 'K' -> {} // where a link leads
        default -> {
          String name = own.getOrDefault("path", header.name());
          if (header.isPlain() && !name.endsWith("/")) {
            members.add(new Member(name, from, size));
          }
          own = new HashMap<>(common);
        }
      }
      at = from + (size + BLOCK - 1) / BLOCK * BLOCK;
    }
    return members;
  }

  private TarHeader header(long at, long end) throws IOException {
    if (end - at < BLOCK) {
      throw Refusal.of(
          file,
          "ends at byte %,d without the empty block that closes it; expected a whole tar archive",
          end);
    }
    TarHeader header = new TarHeader(bytes(at, BLOCK));
    if (!header.isEnd() && !header.isSound()) {
      throw Refusal.of(
          file, "there is no header at byte %,d; expected a tar archive, not compressed", at);
    }
    return header;
  }

  /** Of what begins at {@code from}, as its header says or an extended one before that. */
  private long size(TarHeader header, @Nullable String extended, long from, long end) {
    long size =
        extended != null && extended.matches("\\d{1,18}")
            ? Long.parseLong(extended)
            : header.size();
    if (size < 0 || size > end - from) {
      throw Refusal.of(
          file,
          "%s, at byte %,d, %s; expected a whole tar archive",
          header.name(),
          from,
          size < 0
              ? "says no size"
              : "has %,d bytes, of which %,d are there".formatted(size, end - from));
    }
    return size;
  }

  private byte[] extended(long from, long size) throws IOException {
    if (size > MOST_EXTENDED) {
      throw Refusal.of(
          file,
          "the extended header at byte %,d has %,d bytes; expected %,d at most",
          from,
          size,
          MOST_EXTENDED);
    }
    return bytes(from, (int) size);
  }

  /** {@code LENGTH KEY=VALUE} a line; the length counts the whole line. */
  private Map<String, String> records(byte[] bytes, long from) {
    Map<String, String> records = new HashMap<>();
    int at = 0;
    while (at < bytes.length) {
      int blank = at;
      while (blank < bytes.length && bytes[blank] != ' ') {
        blank++;
      }
      String digits = new String(bytes, at, blank - at, StandardCharsets.US_ASCII);
      int length = digits.matches("\\d{1,7}") ? Integer.parseInt(digits) : 0;
      int end = at + length;
      if (end <= blank + 1 || end > bytes.length || bytes[end - 1] != '\n') {
        throw Refusal.of(
            file,
            "the extended header at byte %,d is damaged; expected lines \"LENGTH KEY=VALUE\"",
            from);
      }
      String record = new String(bytes, blank + 1, end - blank - 2, StandardCharsets.UTF_8);
      int equals = record.indexOf('=');
      if (equals > 0) {
        records.put(record.substring(0, equals), record.substring(equals + 1));
      }
      at = end;
    }
    return records;
  }

  /** What a member holds. */
  byte[] bytes(Member member) throws IOException {
    if (member.size() > Integer.MAX_VALUE - 8) { // the most that an array holds
      throw new IOException("%,d bytes are too many".formatted(member.size()));
    }
    return bytes(member.offset(), (int) member.size());
  }

  private byte[] bytes(long from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw new EOFException("the archive ends at byte %,d".formatted(channel.size()));
      }
    }
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
