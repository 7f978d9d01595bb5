package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Towers with the weights of transformers' CLIPModel, which keeps query, key and value apart: with
 * quick GELU and texts read at the highest id, and with GELU and texts read at their first end
 * token, ids above which stand in them.
 */
class HuggingFaceTowersTest {
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

  /**
   * What a case is made of.
   *
   * @param end id of the end token
   */
  private record Clip(
      String name,
      int patch,
      int layers,
      int imageWidth,
      int textWidth,
      int context,
      int vocabulary,
      int end,
      int width,
      Activation activation,
      double epsilon) {
    GoldenCase expected() {
      return Golden.read("checkpoints/" + name + "/expected");
    }

    float[] slopes() {
      double[] logits = expected().tensor("logits_per_image").values();
      return TowerGradients.ofTheSymmetricLoss(logits, (int) Math.round(Math.sqrt(logits.length)));
    }
  }

  private static final Clip QUICK_GELU =
      new Clip("clip-vit", 8, 2, 48, 48, 77, 1024, 1023, 48, Activation.QUICK_GELU, 1e-5);
  private static final Clip GELU =
      new Clip("clip-gelu", 16, 3, 48, 32, 32, 816, 813, 40, Activation.GELU, 1e-6);

  private VisionTransformer images(Clip clip) {
    VisionTransformer tower =
        new VisionTransformer(
            32,
            new VisionTransformerSettings(
                clip.patch(),
                clip.imageWidth(),
                clip.layers(),
                2,
                96,
                clip.activation(),
                clip.epsilon()),
            clip.width(),
            manager,
            new SplittableRandom(1));
    load(clip, tower.parameters(), imageNames());
    return tower;
  }

  private TextTower texts(Clip clip) {
    TextTower tower =
        new TextTower(
            new TextTowerSettings(
                clip.textWidth(),
                clip.layers(),
                2,
                clip.context(),
                2 * clip.textWidth(),
                clip.activation(),
                clip.epsilon()),
            new OpenClipModel.Ids(clip.vocabulary(), clip.context(), clip.end()),
            clip.width(),
            manager,
            new SplittableRandom(1));
    load(clip, tower.parameters(), textNames());
    return tower;
  }

  private static Map<String, String> blocks(String tower) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("^blocks", tower + ".encoder.layers");
    names.put("attention\\.in\\.", "self_attn.?_proj.");
    names.put("attention\\.out", "self_attn.out_proj");
    names.put("mlp\\.in", "mlp.fc1");
    names.put("mlp\\.out", "mlp.fc2");
    names.put("norm-([12])", "layer_norm$1");
    return names;
  }

  private static Map<String, String> imageNames() {
    Map<String, String> names = blocks("vision_model");
    names.put("^patches", "vision_model.embeddings.patch_embedding");
    names.put("^class-token", "vision_model.embeddings.class_embedding");
    names.put("^positions", "vision_model.embeddings.position_embedding.weight");
    names.put("^norm-pre", "vision_model.pre_layrnorm");
    names.put("^norm", "vision_model.post_layernorm");
    names.put("^projection", "visual_projection");
    return names;
  }

  private static Map<String, String> textNames() {
    Map<String, String> names = blocks("text_model");
    names.put("^tokens", "text_model.embeddings.token_embedding.weight");
    names.put("^positions", "text_model.embeddings.position_embedding.weight");
    names.put("^norm", "text_model.final_layer_norm");
    names.put("^projection", "text_projection");
    return names;
  }

  /** A question mark in a name stands for query, key and value, which lie one after the other. */
  private void load(Clip clip, Parameters parameters, Map<String, String> names) {
    Map<String, NDArray> weights =
        Safetensors.read(Golden.file("checkpoints/" + clip.name() + "/model.safetensors"), manager);
    parameters
        .trained()
        .forEach(
            (name, target) -> {
              String theirs = OpenClipModel.theirs(name, names);
              NDList parts = new NDList();
              for (String part : theirs.contains("?") ? "qkv".split("") : new String[] {""}) {
                parts.add(weights.get(theirs.replace("?", part)));
              }
              Ops.copy(NDArrays.concat(parts).reshape(target.getShape()), target);
            });
  }

  @Test
  void imagesWithQuickGeluEqualTheReference() {
    images(
        QUICK_GELU,
        Map.of(
            "class-token", "vision_model.embeddings.class_embedding",
            "norm-pre.weight", "vision_model.pre_layrnorm.weight",
            "blocks.0.norm-1.bias", "vision_model.encoder.layers.0.layer_norm1.bias",
            "blocks.0.mlp.in.bias", "vision_model.encoder.layers.0.mlp.fc1.bias",
            "blocks.1.mlp.out.bias", "vision_model.encoder.layers.1.mlp.fc2.bias",
            "norm.weight", "vision_model.post_layernorm.weight"));
  }

  @Test
  void imagesWithGeluEqualTheReference() {
    images(
        GELU,
        Map.of(
            "class-token", "vision_model.embeddings.class_embedding",
            "positions", "vision_model.embeddings.position_embedding.weight",
            "norm-pre.bias", "vision_model.pre_layrnorm.bias",
            "blocks.2.attention.out.bias", "vision_model.encoder.layers.2.self_attn.out_proj.bias",
            "blocks.1.norm-2.weight", "vision_model.encoder.layers.1.layer_norm2.weight",
            "norm.bias", "vision_model.post_layernorm.bias"));
  }

  private void images(Clip clip, Map<String, String> names) {
    GoldenCase expected = clip.expected();
    VisionTransformer tower = images(clip);
    NDArray images = expected.tensor("pixel_values").on(manager);
    Tolerance.MODEL.check(
        "image features",
        tower.pooled(images, Mode.EVALUATION),
        expected.tensor("image_features_raw"));
    TowerGradients.pullBack(
        expected, clip.slopes(), () -> tower.pooled(images, Mode.TRAINING), "text_embeds", true);
    TowerGradients.check(tower.parameters(), expected, names);
  }

  @Test
  void textsReadAtTheHighestIdEqualTheReference() {
    texts(
        QUICK_GELU,
        Map.of(
            "positions", "text_model.embeddings.position_embedding.weight",
            "blocks.0.attention.out.weight",
                "text_model.encoder.layers.0.self_attn.out_proj.weight",
            "blocks.1.mlp.in.bias", "text_model.encoder.layers.1.mlp.fc1.bias",
            "norm.bias", "text_model.final_layer_norm.bias"));
  }

  @Test
  void textsReadAtTheirFirstEndEqualTheReference() {
    texts(
        GELU,
        Map.of(
            "positions", "text_model.embeddings.position_embedding.weight",
            "blocks.0.attention.out.weight",
                "text_model.encoder.layers.0.self_attn.out_proj.weight",
            "blocks.2.norm-2.bias", "text_model.encoder.layers.2.layer_norm2.bias",
            "norm.weight", "text_model.final_layer_norm.weight"));
  }

  private void texts(Clip clip, Map<String, String> names) {
    GoldenCase expected = clip.expected();
    TextTower tower = texts(clip);
    NDArray ids = expected.tensor("input_ids").on(manager);
    Tolerance.MODEL.check("text features", tower.pooled(ids), expected.tensor("text_features_raw"));
    TowerGradients.pullBack(
        expected, clip.slopes(), () -> tower.pooled(ids), "image_embeds", false);
    TowerGradients.check(tower.parameters(), expected, names);
  }

  /** Without an end token the reference reads the first place. */
  @Test
  void textsWithoutAnEndEqualTheReference() {
    GoldenCase expected = GELU.expected();
    NDArray ids = expected.tensor("ids_without_eos").on(manager);
    Tolerance.MODEL.check(
        "text embeddings",
        Ops.normalise(texts(GELU).pooled(ids)),
        expected.tensor("text_embeds_without_eos"));
  }
}
