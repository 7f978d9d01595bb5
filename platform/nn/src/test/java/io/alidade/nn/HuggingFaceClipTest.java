package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.alidade.api.AlidadeException;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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

  /** The hub pads to the longest; behind the end token nothing is read. */
  @ParameterizedTest
  @ValueSource(strings = {"clip-vit", "clip-vit-fp16", "clip-gelu"})
  void tokenizersGiveTheSameIds(String name) throws IOException {
    DualTowers towers = DualTowers.read(hub(name), manager);
    NDArray ids = expected(name).tensor("input_ids").on(manager);
    int longest = (int) ids.getShape().get(1);
    List<JsonElement> texts =
        JsonParser.parseString(Files.readString(hub(name).resolve("expected.json")))
            .getAsJsonObject()
            .getAsJsonArray("texts")
            .asList();
    for (int i = 0; i < texts.size(); i++) {
      int[] ours = towers.tokenizer().encode(texts.get(i).getAsString());
      long[] theirs = ids.get(i).toLongArray();
      for (int l = 0; l < longest; l++) {
        if (l < ours.length) {
          assertThat(theirs[l]).as("%s, token %d", texts.get(i), l).isEqualTo(ours[l]);
        }
      }
      assertThat(ours.length).isLessThanOrEqualTo(longest);
    }
  }

  /** With 2 for the end token, as old configurations say, the highest id is read. */
  @Test
  void anOldConfigurationReadsTheHighestId() throws IOException {
    copy("clip-gelu");
    edit(
        "config.json",
        root -> {
          root.getAsJsonObject().getAsJsonObject("text_config").addProperty("eos_token_id", 2);
        });
    GoldenCase expected = expected("clip-gelu");
    Tolerance.MODEL.check(
        "texts",
        DualTowers.read(folder, manager).encodeText(expected.tensor("input_ids").on(manager)),
        expected.tensor("text_embeds_if_eos_were_2"));
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
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  private void edit(String file, Consumer<JsonElement> change) throws IOException {
    JsonElement root = JsonParser.parseString(Files.readString(folder.resolve(file)));
    change.accept(root);
    Files.writeString(folder.resolve(file), root.toString());
  }

  private void weights(Consumer<Map<String, NDArray>> change) {
    Path file = folder.resolve("model.safetensors");
    Map<String, NDArray> all = new LinkedHashMap<>(Safetensors.read(file, manager));
    change.accept(all);
    Safetensors.write(file, all, Map.of());
  }
}
