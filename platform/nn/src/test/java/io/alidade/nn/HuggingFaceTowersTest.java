package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import java.util.Map;
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

  /** A folder of the hub, read as a user's is, and what the reference makes of it. */
  private record Clip(String name) {
    GoldenCase expected() {
      return Golden.read("checkpoints/" + name + "/expected");
    }

    DualTowers towers(NDManager manager) {
      return HuggingFaceClip.read(
          Golden.file("checkpoints/" + name + "/config.json").getParent(), manager);
    }

    float[] slopes() {
      double[] logits = expected().tensor("logits_per_image").values();
      return TowerGradients.ofTheSymmetricLoss(logits, (int) Math.round(Math.sqrt(logits.length)));
    }
  }

  private static final Clip QUICK_GELU = new Clip("clip-vit");
  private static final Clip GELU = new Clip("clip-gelu");

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
    ImageTower tower = clip.towers(manager).image();
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
    TextTower tower = clip.towers(manager).text();
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
        Ops.normalise(GELU.towers(manager).text().pooled(ids)),
        expected.tensor("text_embeds_without_eos"));
  }
}
