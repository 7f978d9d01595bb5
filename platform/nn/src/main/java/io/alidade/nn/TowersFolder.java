package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.alidade.api.AlidadeException;
import io.alidade.api.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * The towers of a run, as its folder keeps them for those that build on it: {@code towers.json}
 * says what they are made of, {@code model.safetensors} holds their values, and those of whatever
 * else the run's method trained, {@code tokenizer.json} their words.
 */
public final class TowersFolder {
  static final String DESCRIPTION = "towers.json";
  private static final String WEIGHTS = "model.safetensors";
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private TowersFolder() {}

  /** Says what the towers are made of; their values and words are written by the run. */
  public static Path describe(Path folder, TowersSettings settings) throws IOException {
    return Files.writeString(folder.resolve(DESCRIPTION), GSON.toJson(settings) + "\n");
  }

  static DualTowers read(Path folder, NDManager manager) {
    TowersSettings settings = settings(folder.resolve(DESCRIPTION));
    Tokenizer tokenizer =
        TokenizerJson.read(folder.resolve("tokenizer.json"), settings.text().context());
    DualTowers towers =
        DualTowers.start(settings, tokenizer, 1, manager, purpose -> Zeros.INSTANCE);
    Path file = folder.resolve(WEIGHTS);
    try (NDManager own = Engine.openOnCpu()) {
      Map<String, NDArray> stored = Safetensors.read(file, own);
      towers
          .state()
          .forEach(
              (name, target) -> {
                NDArray values = stored.get(name);
                if (values == null || !values.getShape().equals(target.getShape())) {
                  throw new AlidadeException(
                      AlidadeException.Kind.DATA,
                      "%s: tensor %s is %s; expected shape %s"
                          .formatted(
                              file,
                              name,
                              values == null ? "missing" : "of shape " + values.getShape(),
                              target.getShape()));
                }
                Ops.copy(values, target);
              });
    }
    return towers;
  }

  private static TowersSettings settings(Path file) {
    try {
      return Objects.requireNonNull(
          GSON.fromJson(Files.readString(file), TowersSettings.class), "it is empty");
    } catch (IOException | RuntimeException e) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          file + ": cannot be read (" + e.getMessage() + "); expected what a run wrote there",
          e);
    }
  }
}
