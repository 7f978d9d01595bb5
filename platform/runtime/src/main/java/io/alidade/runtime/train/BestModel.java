package io.alidade.runtime.train;

import ai.djl.ndarray.NDArray;
import io.alidade.api.AlidadeException;
import io.alidade.nn.Safetensors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The model at the best value of one metric so far, in a file of its own beside the checkpoints. It
 * says itself which step and value it is of, so that a training that goes on knows what to beat.
 */
public final class BestModel {
  /** Its name in the folder of the checkpoints. */
  public static final String FILE = "best.safetensors";

  private static final String STEP = "step";
  private static final String METRIC = "metric";
  private static final String VALUE = "value";

  private final Path file;
  private final KeepBestSettings settings;
  private final Map<String, NDArray> state;
  private Optional<Kept> kept = Optional.empty();

  /** What is in the file. */
  public record Kept(long step, double value) {}

  /**
   * Goes on from the file that an earlier part of the training left.
   *
   * @param state parameters and buffers by name
   * @param note hears of a file that is damaged
   */
  public BestModel(
      Path folder, KeepBestSettings settings, Map<String, NDArray> state, Consumer<String> note) {
    this.file = folder.resolve(FILE);
    this.settings = settings;
    this.state = state;
    if (settings.keeps() && Files.exists(file)) {
      try {
        kept = read();
      } catch (AlidadeException e) {
        note.accept(e.getMessage() + "; the best model is looked for anew");
      }
    }
  }

  private Optional<Kept> read() {
    Safetensors.check(file, state);
    Map<String, String> facts = Safetensors.metadata(file);
    return settings.metric().equals(facts.get(METRIC))
        ? Optional.of(
            new Kept(
                Long.parseLong(facts.getOrDefault(STEP, "0")),
                Double.parseDouble(facts.getOrDefault(VALUE, "NaN"))))
        : Optional.empty();
  }

  /** The best so far. */
  public Optional<Kept> kept() {
    return kept;
  }

  /** Whether these values are the best so far. */
  public boolean improvedBy(Map<String, Double> values) {
    Double value = values.get(settings.metric());
    return value != null
        && Double.isFinite(value)
        && kept.map(best -> settings.improves(value, best.value())).orElse(true);
  }

  /**
   * Says at the loop's first record that a metric of that name will never come.
   *
   * @param elsewhere how names begin that others record
   */
  public void requireAmong(Map<String, Double> recorded, String elsewhere) {
    String metric = settings.metric();
    if (settings.keeps() && !metric.startsWith(elsewhere) && !recorded.containsKey(metric)) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "train.keep-best.metric is \"%s\"; expected one of %s, or one of %s..."
              .formatted(metric, String.join(", ", new TreeSet<>(recorded.keySet())), elsewhere));
    }
  }

  /** Writes the model as it is, which has these values after that many steps. */
  public Path write(long step, Map<String, Double> values) {
    Kept now = new Kept(step, values.getOrDefault(settings.metric(), Double.NaN));
    Map<String, String> facts =
        new TreeMap<>(
            Map.of(
                STEP,
                String.valueOf(now.step()),
                METRIC,
                settings.metric(),
                VALUE,
                String.valueOf(now.value())));
    Safetensors.write(file, state, facts);
    kept = Optional.of(now);
    return file;
  }

  /** Brings the best model's values back. */
  public void restore() {
    Safetensors.restore(file, state);
  }
}
