package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.alidade.api.AlidadeException;
import io.alidade.api.FeatureCache;
import io.alidade.api.ImageSpec;
import io.alidade.api.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's folder whose tokenizer is, or is not, the one that its towers were trained with. */
class TowersFolderTest {
  /** "at" is one token of it. */
  private static final Tokenizer CATS = BytePairTrainer.train(List.of("cat hat bat"), 515, 12);

  /** As large, but its one word is "do". */
  private static final Tokenizer DOGS = BytePairTrainer.train(List.of("dog dot doll"), 515, 12);

  private static final TowersSettings SETTINGS =
      new TowersSettings(
          6,
          new ImageTowerSettings(
              ImageTowerSettings.Kind.VIT,
              8,
              new StemTowerSettings(4, 0, 2),
              new VisionTransformerSettings(4, 8, 1, 2, 0, Activation.GELU, 1e-5),
              new ModifiedResNetSettings(List.of(1, 1, 1, 1), 4, 4)),
          new TextTowerSettings(8, 1, 2, 12, 0, Activation.GELU, 1e-5),
          new ImageSpec(8, 8, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f), List.of(9, 9, 9)));

  @TempDir Path folder;
  private NDManager manager;

  @BeforeEach
  void open() throws IOException {
    Engine.configure(1);
    manager = NDManager.newBaseManager("PyTorch");
    write(CATS);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private void write(Tokenizer tokenizer) throws IOException {
    DualTowers towers =
        DualTowers.start(SETTINGS, tokenizer, 0.1, manager, purpose -> new SplittableRandom(3));
    Safetensors.write(folder.resolve("model.safetensors"), towers.state(), Map.of());
    TowersFolder.describe(folder, SETTINGS, tokenizer);
    words(tokenizer);
  }

  private void words(Tokenizer tokenizer) throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer.json());
  }

  private void edit(Consumer<JsonObject> change) throws IOException {
    Path file = folder.resolve("towers.json");
    JsonObject root = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    change.accept(root);
    Files.writeString(file, root.toString());
  }

  private Tokenizer read() {
    return DualTowers.read(folder, manager).tokenizer();
  }

  private void refuses(String file, String sentence) {
    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            AlidadeException.class, e -> assertThat(e.kind()).isEqualTo(AlidadeException.Kind.DATA))
        .hasMessageStartingWith(folder.resolve(file) + ": " + sentence);
  }

  @Test
  void givesTheTokenizerBackThatItWasWrittenWith() {
    assertThat(read().vocabularySize()).isEqualTo(515);
    assertThat(read().encode("cat")).isEqualTo(CATS.encode("cat")).hasSize(4);
  }

  @Test
  void refusesAnotherTokenizerOfTheSameSize() throws IOException {
    assertThat(DOGS.vocabularySize()).isEqualTo(CATS.vocabularySize());
    assertThat(DOGS.encode("cat")).isNotEqualTo(CATS.encode("cat"));
    words(DOGS);
    refuses(
        "tokenizer.json",
        "its SHA-256 is %s; expected %s, of the tokenizer that the towers were trained with"
            .formatted(FeatureCache.Key.sha256(DOGS.json()), FeatureCache.Key.sha256(CATS.json())));
  }

  @Test
  void refusesATokenizerWithMoreIdsThanTheTowersKnow() throws IOException {
    edit(root -> root.remove("tokenizerSha256"));
    words(BytePairTrainer.train(List.of("cat hat bat"), 516, 12));
    refuses("tokenizer.json", "it has ids up to 515; expected less than 515, the vocabulary in");
  }

  /** So did runs before towers said which tokenizer they were trained with. */
  @Test
  void takesATokenizerOfWhichNothingIsSaid() throws IOException {
    edit(
        root -> {
          root.remove("tokenizerSha256");
          root.remove("vocabulary");
        });
    assertThat(read().encode("cat")).isEqualTo(CATS.encode("cat"));
    words(DOGS);
    assertThat(read().encode("cat")).isEqualTo(DOGS.encode("cat"));
    words(BytePairTrainer.train(List.of("cat hat bat"), 516, 12));
    refuses(
        "model.safetensors", "tensor text.tokens is of shape (515, 8); expected shape (516, 8)");
  }

  @Test
  void keepsRoomForMoreIdsThanTheTokenizerGives() throws IOException {
    write(new SizedTokenizer(CATS, 520));
    DualTowers towers = DualTowers.read(folder, manager);
    assertThat(towers.tokenizer().vocabularySize()).isEqualTo(520);
    assertThat(towers.state().get("text.tokens").getShape()).isEqualTo(new Shape(520, 8));
    assertThat(towers.tokenizer().encode("cat")).isEqualTo(CATS.encode("cat"));
  }
}
