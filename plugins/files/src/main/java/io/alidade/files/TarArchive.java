package io.alidade.files;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * The plain files in a tar archive, and where their bytes lie. What is compressed, damaged or cut
 * short is refused. Links, folders and sparse files are passed over.
 */
final class TarArchive implements AutoCloseable {
  private static final int BLOCK = 512; // bytes; every header and all content begins with one

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
  List<Member> members() {
    List<Member> members = new ArrayList<>();
    long end = 0;
    for (TarArchiveEntry entry : entries()) {
      long from = entry.getDataOffset();
      if (!entry.isCheckSumOK()) {
        throw Refusal.of(
            file,
            "the header at byte %,d is damaged; expected a tar archive, not compressed",
            from - BLOCK);
      }
      if (entry.isFile() && !entry.isSparse() && !entry.isLink() && !entry.isSymbolicLink()) {
        members.add(new Member(entry.getName(), from, entry.getSize()));
      }
      end = from + (entry.getSize() + BLOCK - 1) / BLOCK * BLOCK;
    }
    requireClosed(end);
    return members;
  }

  private List<TarArchiveEntry> entries() {
    try (TarFile archive = new TarFile(file)) {
      return archive.getEntries();
    } catch (IOException | IllegalArgumentException e) {
      throw Refusal.of(e, file, "cannot be read (%s); expected a whole tar archive", e);
    }
  }

  /** An archive that is cut between two members looks whole, but for the block behind the last. */
  private void requireClosed(long end) {
    try {
      if (channel.size() < end + BLOCK) {
        throw Refusal.of(
            file,
            "ends at byte %,d without the empty block that closes it; expected a whole tar archive",
            channel.size());
      }
    } catch (IOException e) {
      throw Refusal.of(e, file, "cannot be read (%s); expected a whole tar archive", e);
    }
  }

  /** What a member holds. */
  byte[] bytes(Member member) throws IOException {
    if (member.size() > Integer.MAX_VALUE - 8) { // the most that an array holds
      throw new IOException("%,d bytes are too many".formatted(member.size()));
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) member.size());
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, member.offset() + bytes.position()) < 0) {
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
