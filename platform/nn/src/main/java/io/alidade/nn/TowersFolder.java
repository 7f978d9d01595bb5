package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.alidade.api.AlidadeException;
import io.alidade.api.FeatureCache;
import io.alidade.api.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The towers of a run, as its folder keeps them for those that build on it: {@code towers.json}
 * says what they are made of and which tokenizer they were trained with, {@code model.safetensors}
 * holds their values, and those of whatever else the run's method trained, {@code tokenizer.json}
 * their words.
 */
public final class TowersFolder {
  static final String DESCRIPTION = "towers.json";
  private static final String WEIGHTS = "model.safetensors";
  private static final String WORDS = "tokenizer.json";
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private TowersFolder() {}

  /**
   * Beside what towers are made of, what they know of their words.
   *
   * @param vocabulary how many ids the text tower has room for; 0 in folders that were written
   *     before this was kept
   * @param tokenizerSha256 of {@code tokenizer.json}; null likewise
   */
  private record Vocabulary(int vocabulary, @Nullable String tokenizerSha256) {
    static Vocabulary of(Tokenizer tokenizer) {
      return new Vocabulary(tokenizer.vocabularySize(), FeatureCache.Key.sha256(tokenizer.json()));
    }

    /** Reads the tokenizer if it is this one. */
    Tokenizer read(Path file, int context) {
      String text = TokenizerJson.text(file);
      String found = FeatureCache.Key.sha256(text);
      if (tokenizerSha256 != null && !tokenizerSha256.equals(found)) {
        throw HuggingFaceFiles.refused(
            file,
            "its SHA-256 is %s; expected %s, of the tokenizer that the towers were trained with"
                .formatted(found, tokenizerSha256));
      }
      Tokenizer tokenizer = TokenizerJson.read(file.toString(), text, context);
      if (vocabulary == 0) {
        return tokenizer;
      }
      if (tokenizer.vocabularySize() > vocabulary) {
        throw HuggingFaceFiles.refused(
            file,
            "it has ids up to %d; expected less than %d, the vocabulary in %s"
                .formatted(tokenizer.vocabularySize() - 1, vocabulary, DESCRIPTION));
      }
      return SizedTokenizer.of(tokenizer, vocabulary);
    }
  }

  /**
   * Says what the towers are made of; their values and words are written by the run.
   *
   * @param tokenizer that the folder will hold
   */
  public static Path describe(Path folder, TowersSettings settings, Tokenizer tokenizer)
      throws IOException {
    JsonObject all = GSON.toJsonTree(settings).getAsJsonObject();
    GSON.toJsonTree(Vocabulary.of(tokenizer)).getAsJsonObject().asMap().forEach(all::add);
    return Files.writeString(folder.resolve(DESCRIPTION), GSON.toJson(all) + "\n");
  }

  static DualTowers read(Path folder, NDManager manager) {
    Path description = folder.resolve(DESCRIPTION);
    TowersSettings settings = described(description, TowersSettings.class);
    Tokenizer tokenizer =
        described(description, Vocabulary.class)
            .read(folder.resolve(WORDS), settings.text().context());
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

  /** The part of the description that is of this type. */
  private static <T> T described(Path file, Class<T> type) {
    try {
      return Objects.requireNonNull(GSON.fromJson(Files.readString(file), type), "it is empty");
    } catch (IOException | RuntimeException e) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          file + ": cannot be read (" + e.getMessage() + "); expected what a run wrote there",
          e);
    }
  }
}
