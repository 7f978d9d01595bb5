package io.alidade.files;

import io.alidade.api.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * SHA-256 of images. What was taken is kept in the cache, one file a data set with a line {@code
 * HASH SIZE TIME NAME} an image, and holds as long as size and time of change of its file stay.
 * Whoever writes other content of the same size and sets the time back is not noticed.
 */
final class ContentHashes {
  private static final int BUFFER = 1 << 16;

  private final Path cache;
  private final Path root;
  private final Path kept;
  private final Progress progress;

  /** What its file was when the hash was taken. */
  private record Known(String hash, long size, long time) {}

  /**
   * @param root names in the cache are relative to it
   */
  ContentHashes(Path cache, Path root, Progress progress) {
    this.cache = cache;
    this.root = root;
    this.kept = cache.resolve(new Sha256().add(root.toString()).hex().substring(0, 16) + ".hashes");
    this.progress = progress;
  }

  /** In hex, of each of the images. */
  Map<Stored, String> of(List<Stored> images) {
    Map<String, Known> known = read();
    Map<Stored, String> hashes = new LinkedHashMap<>();
    Map<String, Known> all = new LinkedHashMap<>();
    List<Stored> open = new ArrayList<>();
    Map<Path, Known> now = new HashMap<>();
    Set<Stored> each = new LinkedHashSet<>(images);
    for (Stored image : each) {
      Known before = known.get(image.name(root));
      Known state = now.computeIfAbsent(image.file(), ContentHashes::state);
      if (before != null && before.size() == state.size() && before.time() == state.time()) {
        hashes.put(image, before.hash());
        all.put(image.name(root), before);
      } else {
        open.add(image);
      }
    }
    if (open.isEmpty()) {
      return hashes;
    }
    try {
      for (int i = 0; i < open.size(); i++) {
        progress.advance("files hashed", i, open.size());
        Stored image = open.get(i);
        String hash = hash(image);
        Known state = Objects.requireNonNull(now.get(image.file()));
        hashes.put(image, hash);
        all.put(image.name(root), new Known(hash, state.size(), state.time()));
      }
      progress.advance("files hashed", open.size(), open.size());
    } finally {
      write(all); // Also when the user stops: it goes on from there.
    }
    return hashes;
  }

  private static Known state(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Known(
          "", attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
    } catch (IOException e) {
      throw Refusal.of(e, file, "cannot be read (%s); expected an image file", e);
    }
  }

  private static String hash(Stored image) {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = image.open()) {
      byte[] buffer = new byte[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw Refusal.of(e, image.file(), "cannot be read (%s); expected an image file", e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A line that does not read is not there. */
  private Map<String, Known> read() {
    Map<String, Known> known = new HashMap<>();
    if (!Files.exists(kept)) {
      return known;
    }
    try {
      String text = new String(Files.readAllBytes(kept), StandardCharsets.UTF_8);
      for (String line : text.split("\n", -1)) {
        String[] parts = line.split(" ", 4);
        if (parts.length == 4
            && parts[0].matches("[0-9a-f]{64}")
            && parts[1].matches("\\d{1,18}")
            && parts[2].matches("-?\\d{1,19}")) {
          known.put(
              parts[3], new Known(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])));
        }
      }
    } catch (IOException | NumberFormatException e) {
      progress.note("%s: cannot be used (%s); made again".formatted(kept, e));
      known.clear();
    }
    return known;
  }

  /** Whole or not at all, since processes may share the folder. */
  private void write(Map<String, Known> all) {
    StringBuilder text = new StringBuilder();
    all.forEach(
        (name, one) ->
            text.append(one.hash())
                .append(' ')
                .append(one.size())
                .append(' ')
                .append(one.time())
                .append(' ')
                .append(name)
                .append('\n'));
    try {
      Files.createDirectories(cache);
      Path temporary = Files.createTempFile(cache, "hashes", ".tmp");
      try {
        Files.writeString(temporary, text);
        Files.move(temporary, kept, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      progress.note(
          "%s: cannot be written (%s); files are hashed again at every start".formatted(kept, e));
    }
  }
}
