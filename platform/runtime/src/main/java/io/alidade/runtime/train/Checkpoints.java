package io.alidade.runtime.train;

import ai.djl.ndarray.NDArray;
import io.alidade.api.AlidadeException;
import io.alidade.nn.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a training needs to go on as if it had never stopped, one file a kept step: every parameter
 * and buffer, the optimiser's state, and the step. Nothing else decides the rest: batches and
 * random numbers depend on (seed, purpose, step) alone.
 */
public final class Checkpoints {
  private static final Pattern NAME = Pattern.compile("step-(\\d+)\\.safetensors");
  private static final String STEP = "step";

  private final Path folder;
  private final Map<String, NDArray> state;
  private final Map<String, String> facts;

  /**
   * Checkpoints of one training.
   *
   * @param learner parameters and buffers by name
   * @param optimizer its state by name
   * @param facts what the bits depend on beside the configuration: threads, engine, processor
   */
  public Checkpoints(
      Path folder,
      Map<String, NDArray> learner,
      Map<String, NDArray> optimizer,
      Map<String, String> facts) {
    this.folder = folder;
    this.state = new LinkedHashMap<>();
    learner.forEach((name, value) -> state.put("model/" + name, value));
    optimizer.forEach((name, value) -> state.put("optimizer/" + name, value));
    this.facts = Map.copyOf(facts);
  }

  /**
   * Writes the state after {@code step} steps, whole or not at all, and removes all but the newest.
   *
   * @param keep how many stay
   * @return the file
   */
  public Path write(long step, int keep) {
    Map<String, String> metadata = new LinkedHashMap<>(facts);
    metadata.put(STEP, String.valueOf(step));
    Path file = folder.resolve("step-%08d.safetensors".formatted(step));
    Safetensors.write(file, state, metadata);
    files().stream().skip(keep).forEach(Checkpoints::remove);
    return file;
  }

  /**
   * Brings the state back from the newest whole file.
   *
   * @param note hears of damaged files, and of facts that are no longer so
   * @return steps done; 0 where there is no file
   */
  public long restore(Consumer<String> note) {
    for (Path file : files()) {
      try {
        Safetensors.restore(file, state);
      } catch (AlidadeException e) {
        note.accept(e.getMessage() + "; an older one is taken, or the first step");
        continue;
      }
      Map<String, String> then = Safetensors.metadata(file);
      facts.forEach(
          (name, now) -> {
            String before = then.getOrDefault(name, "unknown");
            if (!before.equals(now)) {
              note.accept(
                  "%s was %s and is %s: the numbers may differ in their last bits from those of a run without a stop"
                      .formatted(name, before, now));
            }
          });
      return step(file);
    }
    return 0;
  }

  /** The newest file that {@link #restore} would take: where a broken run came from. */
  public Optional<Path> lastGood() {
    return files().stream().filter(this::isGood).findFirst();
  }

  private boolean isGood(Path file) {
    try {
      Safetensors.check(file, state);
      return true;
    } catch (AlidadeException e) {
      return false;
    }
  }

  /** Whether a training in this folder could go on. */
  public static boolean exist(Path folder) {
    return !files(folder).isEmpty();
  }

  /** Removes all of them: a finished training has its model. */
  public static void clear(Path folder) {
    files(folder).forEach(Checkpoints::remove);
  }

  private List<Path> files() {
    return files(folder);
  }

  /** The newest first. */
  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> NAME.matcher(file.getFileName().toString()).matches())
          .sorted(Comparator.comparingLong(Checkpoints::step).reversed())
          .toList();
    } catch (IOException e) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          folder + ": cannot be read (" + e.getMessage() + "); expected checkpoints",
          e);
    }
  }

  private static long step(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches() ? Long.parseLong(name.group(1)) : 0;
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // One checkpoint too many costs room alone.
    }
  }
}
