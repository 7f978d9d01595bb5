package io.alidade.runtime.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A jar or zip that was read to its last byte. PF4J itself would load and start what is left of a
 * truncated or hostile archive; it only gets those that came through here.
 *
 * @param names of all entries, in the order of the archive's directory
 */
record Archive(Path file, List<String> names) {
  Archive {
    names = List.copyOf(names);
  }

  /**
   * Opens the archive, checks names, inflates every entry and compares its checksum.
   *
   * @param unpacked whether the archive is to be written out as files
   * @throws io.alidade.api.AlidadeException with one sentence, without the file's name
   */
  static Archive verify(Path file, boolean unpacked, ArchiveLimits limits) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > limits.entries()) {
        throw Refusal.of("holds %d entries; expected at most %d", zip.size(), limits.entries());
      }
      List<String> names = zip.stream().map(ZipEntry::getName).toList();
      ArchiveNames.check(names, unpacked);
      long total = 0;
      for (ZipEntry entry :
          (Iterable<ZipEntry>) () -> zip.stream().map(e -> (ZipEntry) e).iterator()) {
        total += inflate(zip, entry, total, limits);
      }
      return new Archive(file, names);
    } catch (ZipException e) {
      throw Refusal.of("is not a whole archive (%s); copy or download it again", e.getMessage());
    }
  }

  /** Reads one entry to its end; returns its bytes. */
  private static long inflate(ZipFile zip, ZipEntry entry, long before, ArchiveLimits limits)
      throws IOException {
    CRC32 sum = new CRC32();
    byte[] buffer = new byte[1 << 16];
    long bytes = 0;
    try (InputStream in = zip.getInputStream(entry)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sum.update(buffer, 0, n);
        bytes += n;
        refuseBomb(entry, bytes, before + bytes, limits);
      }
    } catch (IOException e) {
      throw Refusal.of(
          "entry %s cannot be read (%s); copy or download the archive again",
          entry.getName(), e.getMessage());
    }
    if (sum.getValue() != entry.getCrc() || bytes != entry.getSize()) {
      throw Refusal.of(
          "entry %s is damaged (its checksum does not fit); copy or download the archive again",
          entry.getName());
    }
    return bytes;
  }

  private static void refuseBomb(ZipEntry entry, long bytes, long total, ArchiveLimits limits) {
    if (bytes > limits.entryBytes() || total > limits.totalBytes()) {
      throw Refusal.of(
          "entry %s inflates past the limit (%d MiB an entry, %d MiB an archive)",
          entry.getName(), limits.entryBytes() >> 20, limits.totalBytes() >> 20);
    }
    long packed = Math.max(1, entry.getCompressedSize());
    if (bytes > limits.ratioFrom() && bytes / packed > limits.ratio()) {
      throw Refusal.of(
          "entry %s inflates to more than %d times its packed size (a zip bomb)",
          entry.getName(), limits.ratio());
    }
  }
}
