package io.alidade.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.AlidadeException;
import io.alidade.api.FeatureCache;
import io.alidade.api.Progress;
import io.alidade.nn.Ops;
import io.alidade.nn.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Features in a folder that processes share, one file a key. Files appear whole, by renaming, and
 * the longest unused go when there are too many. A damaged one is computed again, and a folder that
 * cannot be written keeps nothing; either is said in one line and stops nobody.
 */
public final class StoredFeatures implements FeatureCache {
  private static final String ARRAY = "features";
  private static final AtomicLong NUMBER = new AtomicLong();

  private final StoredFiles files;
  private final Path folder;
  private final Map<String, String> bitsDependOn;
  private final Progress progress;
  private boolean refused;

  /**
   * Shares the folder with all who give the same.
   *
   * @param most bytes of all files together
   * @param bitsDependOn part of every key: threads, engine, processor
   */
  public StoredFeatures(
      Path folder, long most, Map<String, String> bitsDependOn, Progress progress) {
    this.folder = folder;
    this.files = new StoredFiles(folder, most);
    this.bitsDependOn = Map.copyOf(bitsDependOn);
    this.progress = progress;
  }

  @Override
  public NDArray get(Key key, NDManager manager, Supplier<NDArray> compute) {
    Key whole = key.with(bitsDependOn);
    Path file = folder.resolve(whole.hash() + StoredFiles.ENDING);
    Optional<NDArray> kept = read(file, manager);
    if (kept.isPresent()) {
      return kept.get();
    }
    NDArray computed = compute.get();
    if (Ops.isFinite(computed)) {
      write(file, computed, whole);
    }
    return computed;
  }

  private Optional<NDArray> read(Path file, NDManager manager) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Optional<NDArray> kept = Optional.ofNullable(Safetensors.read(file, manager).get(ARRAY));
      files.used(file);
      return kept;
    } catch (AlidadeException e) {
      if (!(e.getCause() instanceof NoSuchFileException)) { // else another process was tidying up
        progress.note(e.getMessage() + "; computed again");
      }
      return Optional.empty();
    }
  }

  private void write(Path file, NDArray features, Key key) {
    Path temporary =
        folder.resolve(
            "%s.%d-%d%s"
                .formatted(
                    key.hash(),
                    ProcessHandle.current().pid(),
                    NUMBER.getAndIncrement(),
                    StoredFiles.TEMPORARY));
    try {
      Files.createDirectories(folder);
      Safetensors.write(temporary, Map.of(ARRAY, features), key.parts());
      Files.setLastModifiedTime(temporary, FileTime.from(Instant.now()));
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      files.tidy();
    } catch (IOException | AlidadeException e) {
      if (!refused) {
        progress.note(
            "%s: cannot be written (%s); features are computed anew each time"
                .formatted(folder, e.getMessage()));
      }
      refused = true;
      files.remove(temporary);
    }
  }
}
