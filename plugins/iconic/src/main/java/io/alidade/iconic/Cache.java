package io.alidade.iconic;

import io.alidade.api.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * A folder of derived data. A file is a mark, a checksum of the content, and the content; one that
 * does not fit is not there, and that is said. Files appear whole, by renaming, so that processes
 * may share the folder. Where it cannot be written, that is said once and nothing is kept.
 */
final class Cache {
  private static final long MARK = 0x49434f4e49433032L; // "ICONIC02"
  private static final int HEADER = 2 * Long.BYTES;

  /** A file on its way: NAME.PROCESS-NUMBER.tmp. */
  private static final Pattern TEMPORARY = Pattern.compile(".+\\.(\\d+)-\\d+\\.tmp");

  private static final AtomicLong NUMBER = new AtomicLong();

  private final Path folder;
  private final Progress progress;
  private boolean refused;

  Cache(Path folder, Progress progress) {
    this.folder = folder;
    this.progress = progress;
  }

  /** The content of the file, mapped and read-only; empty where there is none that fits. */
  Optional<ByteBuffer> read(String name) {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      if (mapped.remaining() < HEADER || mapped.getLong() != MARK) {
        throw new IOException("it is not such a file or not whole");
      }
      long checksum = mapped.getLong();
      ByteBuffer content = mapped.slice();
      if (checksum != checksum(content)) {
        throw new IOException("its checksum does not fit");
      }
      return Optional.of(content);
    } catch (IOException e) {
      progress.note("%s: cannot be used (%s); made again".formatted(file, reason(e)));
      return Optional.empty();
    }
  }

  /** Keeps {@code content} under the name, where the folder lets it. */
  void write(String name, ByteBuffer content) {
    try {
      Files.createDirectories(folder);
      removeLeftOvers();
      Path temporary =
          folder.resolve(
              "%s.%d-%d.tmp"
                  .formatted(name, ProcessHandle.current().pid(), NUMBER.getAndIncrement()));
      temporary.toFile().deleteOnExit(); // Ctrl-C ends the JVM without `finally` ...
      try {
        write(temporary, content);
        Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IllegalStateException e) {
      refused = true; // ... and while it ends, nothing more is to be deleted, nor written.
    } catch (IOException e) {
      if (!refused) {
        progress.note(
            "%s: cannot be written (%s); what it lacks is drawn again at every start"
                .formatted(folder, reason(e)));
      }
      refused = true;
    }
  }

  /** Not synced: what a power cut leaves does not fit its checksum. */
  private static void write(Path file, ByteBuffer content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer header = ByteBuffer.allocate(HEADER).putLong(MARK).putLong(checksum(content));
      ByteBuffer[] parts = {header.flip(), content.duplicate()};
      while (parts[1].hasRemaining()) {
        channel.write(parts);
      }
    }
  }

  /** Files that a process which is no more was writing. */
  private void removeLeftOvers() throws IOException {
    String[] names = folder.toFile().list();
    for (String name : names == null ? new String[0] : names) {
      Matcher matcher = TEMPORARY.matcher(name);
      if (matcher.matches() && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty()) {
        Files.deleteIfExists(folder.resolve(name));
      }
    }
  }

  private static long checksum(ByteBuffer content) {
    CRC32C crc = new CRC32C();
    crc.update(content.duplicate());
    return crc.getValue();
  }

  /** As a person would say it; the file system's own words are only in the exception's name. */
  private static String reason(IOException e) {
    if (e instanceof FileSystemException known) {
      String words =
          known
              .getClass()
              .getSimpleName()
              .replace("Exception", "")
              .replaceAll("(?<=[a-z])(?=[A-Z])", " ");
      return known.getReason() == null ? words.toLowerCase(Locale.ROOT) : known.getReason();
    }
    return String.valueOf(e.getMessage());
  }
}
