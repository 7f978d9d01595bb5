package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.alidade.api.AlidadeException;
import io.alidade.api.Tokenizer;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tensor;
import io.alidade.testkit.Tolerance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders as a user downloads them from the hub, and what transformers makes of them. */
class HuggingFaceClipTest {
  @TempDir Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = NDManager.newBaseManager("PyTorch");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private static Path hub(String name) {
    return Golden.file("checkpoints/" + name + "/config.json").getParent();
  }

  private static GoldenCase expected(String name) {
    return Golden.read("checkpoints/" + name + "/expected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip-vit", "clip-vit-fp16", "clip-gelu"})
  void embeddingsEqualTheReference(String name) {
    check(DualTowers.read(hub(name), manager), expected(name));
  }

  @Test
  void shardsAreReadAsOne() {
    check(DualTowers.read(hub("clip-vit-sharded"), manager), expected("clip-vit"));
  }

  private void check(DualTowers towers, GoldenCase expected) {
    NDArray images = towers.encodeImage(expected.tensor("pixel_values").on(manager));
    NDArray texts = towers.encodeText(expected.tensor("input_ids").on(manager));
    Tolerance.MODEL.check("images", images, expected.tensor("image_embeds"));
    Tolerance.MODEL.check("texts", texts, expected.tensor("text_embeds"));
    assertThat(towers.imageFingerprint()).isPresent();
  }

  /** Up to and with the end token; the reference fills its rows behind, where nothing is read. */
  @ParameterizedTest
  @CsvSource({"clip-vit, 1023, 1023", "clip-vit-fp16, 49407, 49407", "clip-gelu, 813, 0"})
  void tokenizersGiveTheSameIds(String name, int end, int pad) throws IOException {
    Tokenizer tokenizer = DualTowers.read(hub(name), manager).tokenizer();
    Tensor ids = expected(name).tensor("input_ids");
    List<JsonElement> texts =
        JsonParser.parseString(Files.readString(hub(name).resolve("expected.json")))
            .getAsJsonObject()
            .getAsJsonArray("texts")
            .asList();
    assertThat(texts).hasSize((int) ids.shape()[0]).hasSizeGreaterThan(3);
    assertThat(tokenizer.endId()).isEqualTo(end);
    for (int i = 0; i < texts.size(); i++) {
      int[] theirs = LongStream.of(ids.at(i).longs()).mapToInt(Math::toIntExact).toArray();
      int length = 1;
      while (theirs[length - 1] != end) {
        length++;
      }
      String text = texts.get(i).getAsString();
      assertThat(tokenizer.encode(text)).as(text).isEqualTo(Arrays.copyOf(theirs, length));
      assertThat(IntStream.of(theirs).skip(length)).as(text).allMatch(id -> id == pad);
    }
  }

  /** With 2 for the end token, as old configurations say, the highest id is read. */
  @Test
  void anOldConfigurationReadsTheHighestId() throws IOException {
    copy("clip-gelu");
    text("eos_token_id", new JsonPrimitive(2));
    GoldenCase expected = expected("clip-gelu");
    Tolerance.MODEL.check(
        "texts",
        DualTowers.read(folder, manager).encodeText(expected.tensor("input_ids").on(manager)),
        expected.tensor("text_embeds_if_eos_were_2"));
  }

  /** Where it is neither 2 nor the tokenizer's, the reference would read a text at its start. */
  @Test
  void anotherEndThanTheTokenizersIsRefused() throws IOException {
    copy("clip-gelu");
    text("eos_token_id", new JsonPrimitive(814));
    refuses(
        "config.json: text_config.eos_token_id is 814; expected 813, the end token of"
            + " tokenizer.json, or 2, by which texts are read at their highest id");
  }

  /** The reference's default is the end token of CLIP's own vocabulary. */
  @Test
  void aConfigurationWithoutAnEndMeansClipsOwn() throws IOException {
    copy("clip-vit-fp16");
    text("eos_token_id", JsonNull.INSTANCE);
    check(DualTowers.read(folder, manager), expected("clip-vit-fp16"));
    copy("clip-vit");
    text("eos_token_id", JsonNull.INSTANCE);
    refuses("config.json: text_config.eos_token_id is 49407; expected 1023, the end token of");
  }

  @Test
  void aVocabularySmallerThanTheTokenizersIsRefused() throws IOException {
    copy("clip-vit");
    text("vocab_size", new JsonPrimitive(1000));
    refuses(
        "config.json: text_config.vocab_size is 1000; expected at least 1024, the ids of"
            + " tokenizer.json");
  }

  /** As some models have it, so that their sizes divide well. */
  @Test
  void aVocabularyLargerThanTheTokenizersGoesThroughARunsFolder(@TempDir Path run)
      throws IOException {
    copy("clip-vit");
    text("vocab_size", new JsonPrimitive(1030));
    weights(
        all ->
            all.computeIfPresent(
                "text_model.embeddings.token_embedding.weight",
                (name, tokens) -> tokens.concat(manager.zeros(new Shape(6, 48)))));
    DualTowers towers = DualTowers.read(folder, manager);
    check(towers, expected("clip-vit"));
    TowersFolder.describe(run, towers.settings().orElseThrow(), towers.tokenizer());
    Safetensors.write(run.resolve("model.safetensors"), towers.state(), Map.of());
    Files.writeString(run.resolve("tokenizer.json"), towers.tokenizer().json());
    DualTowers read = DualTowers.read(run, manager);
    assertThat(read.tokenizer().vocabularySize()).isEqualTo(1030);
    check(read, expected("clip-vit"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "do_resize      | false                     | true",
        "do_center_crop | false                     | true",
        "do_rescale     | false                     | true",
        "do_normalize   | false                     | true",
        "rescale_factor | 0.5                       | 1/255, under which levels become 0 to 1",
        "rescale_factor | 0.00392                   | 1/255, under which levels become 0 to 1",
        "resample       | 2                         | 3, bicubic",
        "size           | {\"shortest_edge\":36}      | a shortest edge of 32, vision_config.image",
        "size           | {\"height\":32,\"width\":32} | a shortest edge of 32, vision_config.image",
        "crop_size      | {\"height\":32,\"width\":16} | 32 x 32, vision_config.image_size",
        "image_mean     | [0.5,0.5]                 | three numbers"
      })
  void anotherPreprocessingThanClipsIsRefused(String key, String value, String expected)
      throws IOException {
    copy("clip-vit");
    edit(
        "preprocessor_config.json",
        root -> root.getAsJsonObject().add(key, JsonParser.parseString(value)));
    refuses("preprocessor_config.json: %s is %s; expected %s".formatted(key, value, expected));
  }

  /** Written with seven digits. */
  @Test
  void aRoundedFactorIsStillOneOf255() throws IOException {
    copy("clip-vit");
    edit(
        "preprocessor_config.json",
        root -> root.getAsJsonObject().addProperty("rescale_factor", 0.003921569));
    assertThat(DualTowers.read(folder, manager).images())
        .isEqualTo(DualTowers.read(hub("clip-vit"), manager).images());
  }

  @Test
  void aMissingTensorIsNamed() throws IOException {
    copy("clip-vit");
    weights(all -> all.remove("text_model.encoder.layers.1.mlp.fc2.bias"));
    refuses("tensor text_model.encoder.layers.1.mlp.fc2.bias is missing; expected shape (48)");
  }

  @Test
  void anExtraTensorIsNamed() throws IOException {
    copy("clip-vit");
    weights(
        all ->
            all.put(
                "vision_model.head.weight",
                manager.zeros(all.values().iterator().next().getShape())));
    refuses("tensor vision_model.head.weight has no place in a CLIPModel of this config.json");
  }

  @Test
  void aMisshapenTensorIsNamed() throws IOException {
    copy("clip-vit");
    weights(all -> all.computeIfPresent("visual_projection.weight", (n, w) -> w.get(":7")));
    refuses("tensor visual_projection.weight is of shape (7, 48); expected shape (48, 48)");
  }

  @Test
  void anotherKindOfModelIsRefused() throws IOException {
    copy("clip-vit");
    edit("config.json", root -> root.getAsJsonObject().addProperty("model_type", "siglip"));
    refuses("model_type is \"siglip\"; expected clip");
  }

  @Test
  void aFolderWithoutAModelIsRefused() {
    refuses("there is no config.json; expected a folder of a CLIP, or of a run's checkpoint");
  }

  private void refuses(String sentence) {
    assertThatThrownBy(() -> DualTowers.read(folder, manager))
        .isInstanceOf(AlidadeException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining(sentence);
  }

  private void copy(String name) throws IOException {
    try (Stream<Path> files = Files.list(hub(name))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private void edit(String file, Consumer<JsonElement> change) throws IOException {
    JsonElement root = JsonParser.parseString(Files.readString(folder.resolve(file)));
    change.accept(root);
    Files.writeString(folder.resolve(file), root.toString());
  }

  private void text(String key, JsonElement value) throws IOException {
    edit(
        "config.json",
        root -> root.getAsJsonObject().getAsJsonObject("text_config").add(key, value));
  }

  private void weights(Consumer<Map<String, NDArray>> change) {
    Path file = folder.resolve("model.safetensors");
    Map<String, NDArray> all = new LinkedHashMap<>(Safetensors.read(file, manager));
    change.accept(all);
    Safetensors.write(file, all, Map.of());
  }
}
