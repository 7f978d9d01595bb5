package io.alidade.runtime.worker;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.alidade.api.AlidadeException;
import io.alidade.runtime.provenance.EngineVersion;
import io.alidade.runtime.provenance.Machine;
import io.alidade.runtime.train.Checkpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a worker is told: everything else stands in {@code config.conf} beside it.
 *
 * @param run id of the run
 * @param seed of the run
 * @param threads of the engine
 * @param device as {@code execution.device} says it
 * @param microBatch rows of a batch that are embedded at once; 0 takes it whole
 * @param predictedBytes resident memory at most; 0 where it is unknown
 * @param foundations folders of what the method builds on, by name
 * @param plugins folders to load plugins from, in order
 * @param cache folder of derived data
 * @param sizeOnly says how large the model is, and trains nothing
 */
public record Job(
    String run,
    long seed,
    int threads,
    String device,
    int microBatch,
    long predictedBytes,
    Map<String, String> foundations,
    List<String> plugins,
    String cache,
    boolean sizeOnly) {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();
  static final String FILE = "job.json";

  /** Folder of checkpoints in a run's folder. */
  public static final String CHECKPOINTS = "checkpoints";

  public Job {
    foundations = Map.copyOf(foundations);
    plugins = List.copyOf(plugins);
  }

  List<Path> pluginFolders() {
    return plugins.stream().map(Path::of).toList();
  }

  Map<String, Path> foundationFolders() {
    Map<String, Path> folders = new LinkedHashMap<>();
    foundations.forEach((name, folder) -> folders.put(name, Path.of(folder)));
    return folders;
  }

  /**
   * What the last bits of a training depend on, beside its configuration.
   *
   * @param device that it computes on
   */
  Map<String, String> bitsDependOn(String device) {
    return Map.of(
        "threads", String.valueOf(threads),
        "device", device,
        "engine", EngineVersion.current(),
        "processor", Machine.here().cpu());
  }

  /** Whether a job was written there and a training of it can go on. */
  public static boolean canGoOn(Path folder) {
    return Files.exists(folder.resolve(FILE)) && Checkpoints.exist(folder.resolve(CHECKPOINTS));
  }

  /** Writes the job into a run's folder. */
  public void write(Path folder) throws IOException {
    Files.writeString(folder.resolve(FILE), GSON.toJson(this) + "\n");
  }

  /** What the host wrote there. */
  public static Job read(Path folder) {
    try {
      return GSON.fromJson(Files.readString(folder.resolve(FILE)), Job.class);
    } catch (IOException | RuntimeException e) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          folder.resolve(FILE) + ": cannot be read; expected the job that the host wrote",
          e);
    }
  }
}
