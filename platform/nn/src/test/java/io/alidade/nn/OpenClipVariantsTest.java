package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.nn.VisionTransformerSettings.Positions;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vision transformers that are read, placed or scaled otherwise than CLIP's. */
class OpenClipVariantsTest {
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

  private VisionTransformer tower(int size, VisionTransformerSettings settings) {
    return new VisionTransformer(size, settings, 48, manager, new SplittableRandom(1));
  }

  private VisionTransformer load(
      VisionTransformer tower, OpenClipModel model, Map<String, String> others) {
    Map<String, String> names = OpenClipModel.blocks("visual.");
    names.put("^patches", "visual.conv1");
    names.put("^class-token", "visual.class_embedding");
    names.put("^positions", "visual.positional_embedding");
    names.put("^norm-pre", "visual.ln_pre");
    names.put("^norm", "visual.ln_post");
    names.put("^projection.weight", "visual.proj");
    names.putAll(others);
    model.load(tower.parameters(), names);
    return tower;
  }

  /** The case's weights are random, its positions too, which stay as they are in a training. */
  @Test
  void readByAnAttentionPoolEqualsTheReference() {
    OpenClipModel model = new OpenClipModel("openclip-vit-attnpool", manager);
    VisionTransformer tower =
        tower(
            32,
            new VisionTransformerSettings(
                8,
                32,
                2,
                2,
                0,
                Activation.GELU,
                1e-5,
                true,
                0,
                Positions.WAVES,
                new PoolSettings(PoolSettings.Kind.ATTENTION, 4, 2)));
    load(
        tower,
        model,
        Map.of(
            "^pool\\.queries", "visual.attn_pool.query",
            "^pool\\.norm-query", "visual.attn_pool.ln_q",
            "^pool\\.norm-key", "visual.attn_pool.ln_k",
            "^pool\\.([qkv])[a-z]+\\.weight", "visual.attn_pool.attn.$1_proj_weight",
            "^pool\\.query\\.bias", "visual.attn_pool.attn.in_proj_bias[0]",
            "^pool\\.key\\.bias", "visual.attn_pool.attn.in_proj_bias[1]",
            "^pool\\.value\\.bias", "visual.attn_pool.attn.in_proj_bias[2]",
            "^pool\\.out", "visual.attn_pool.attn.out_proj"));
    agrees(
        tower,
        model.expected(),
        TowerGradients.ofTheSymmetricLoss(logits(model.expected()), 4),
        Map.of(
            "pool.queries", "visual.attn_pool.query",
            "pool.norm-query.weight", "visual.attn_pool.ln_q.weight",
            "pool.norm-key.bias", "visual.attn_pool.ln_k.bias",
            "pool.out.bias", "visual.attn_pool.attn.out_proj.bias",
            "norm.weight", "visual.ln_post.weight",
            "patches.weight", "visual.conv1.weight",
            "class-token", "visual.class_embedding",
            "blocks.1.attention.out.bias", "visual.transformer.resblocks.1.attn.out_proj.bias",
            "blocks.0.attention.in.weight", "visual.transformer.resblocks.0.attn.in_proj_weight"));
  }

  /** D = 8: waves 1 and 10000^(-1/2) = 0.01 of the column, then of the row. */
  @Test
  void tellsRowsAndColumnsBySinesAndCosines() {
    float sin1 = (float) Math.sin(1);
    float cos1 = (float) Math.cos(1);
    float sin01 = (float) Math.sin(0.01);
    float cos01 = (float) Math.cos(0.01);
    Tolerance.LAYER.check(
        "waves",
        PositionTable.waves(2, 8),
        new float[] {
          0, 0, 0, 0, 0, 0, 0, 0, // the class token
          0, 0, 1, 1, 0, 0, 1, 1, // row 0, column 0
          sin1, sin01, cos1, cos01, 0, 0, 1, 1, // row 0, column 1
          0, 0, 1, 1, sin1, sin01, cos1, cos01, // row 1, column 0
          sin1, sin01, cos1, cos01, sin1, sin01, cos1, cos01
        });
  }

  @Test
  void scaledByLayerAndReadAtTheMeanEqualsTheReference() {
    OpenClipModel model = new OpenClipModel("openclip-vit-ls-avg-siglip", manager);
    VisionTransformer tower =
        load(
            tower(
                32,
                new VisionTransformerSettings(
                    16,
                    32,
                    2,
                    2,
                    0,
                    Activation.GELU,
                    1e-5,
                    false,
                    0.1,
                    Positions.LEARNT,
                    new PoolSettings(PoolSettings.Kind.AVERAGE, 1, 1))),
            model,
            Map.of("scale-([12])", "ls_$1.gamma"));
    agrees(
        tower,
        model.expected(),
        TowerGradients.ofTheSigmoidLoss(logits(model.expected()), 4),
        Map.of(
            "blocks.0.scale-1", "visual.transformer.resblocks.0.ls_1.gamma",
            "blocks.1.scale-2", "visual.transformer.resblocks.1.ls_2.gamma",
            "blocks.0.mlp.in.weight", "visual.transformer.resblocks.0.mlp.c_fc.weight",
            "blocks.1.norm-2.weight", "visual.transformer.resblocks.1.ln_2.weight",
            "norm.bias", "visual.ln_post.bias",
            "positions", "visual.positional_embedding",
            "class-token", "visual.class_embedding"));
  }

  private static double[] logits(GoldenCase expected) {
    return expected.tensor("logits_per_image").values();
  }

  private void agrees(
      VisionTransformer tower, GoldenCase expected, float[] slopes, Map<String, String> names) {
    NDArray images = expected.tensor("pixel_values").on(manager);
    Tolerance.MODEL.check(
        "image features",
        tower.pooled(images, Mode.EVALUATION),
        expected.tensor("image_features_raw"));
    TowerGradients.pullBack(
        expected, slopes, () -> tower.pooled(images, Mode.TRAINING), "text_embeds", true);
    TowerGradients.check(tower.parameters(), expected, names);
  }

  @ParameterizedTest
  @CsvSource({"48, 48", "24, 24", "64, 64", "32, 56"})
  void resizesPositionsAsTheReference(int height, int width) {
    GoldenCase expected = Golden.read("checkpoints/clip_pe_interp/expected");
    NDArray original = expected.tensor("original.positional_embedding").on(manager);
    Tolerance.LAYER.check(
        "positions",
        PositionTable.resized(original, height / 8, width / 8),
        expected.tensor(height + "x" + width + ".positional_embedding"));
  }

  @ParameterizedTest
  @CsvSource({"48", "24", "64"})
  void seesImagesOfAnotherSizeAsTheReference(int size) {
    OpenClipModel model = new OpenClipModel("openclip-vit", manager);
    GoldenCase expected = Golden.read("checkpoints/clip_pe_interp/expected");
    VisionTransformerSettings settings =
        new VisionTransformerSettings(8, 48, 3, 2, 0, Activation.GELU, 1e-5);
    Map<String, NDArray> learnt = load(tower(32, settings), model, Map.of()).parameters().trained();
    VisionTransformer other = tower(size, settings);
    other
        .parameters()
        .trained()
        .forEach(
            (name, value) ->
                Ops.copy(
                    name.equals("positions")
                        ? PositionTable.resized(learnt.get(name), size / 8, size / 8)
                        : learnt.get(name),
                    value));
    String key = size + "x" + size;
    NDArray images = expected.tensor(key + ".pixel_values").on(manager);
    Tolerance.MODEL.check(
        "image embeddings",
        Ops.normalise(other.pooled(images, Mode.EVALUATION)),
        expected.tensor(key + ".image_embeds"));
  }

  @Test
  void refusesHeadsAndWavesThatDoNotFit() {
    assertThatThrownBy(
            () ->
                tower(
                    32,
                    new VisionTransformerSettings(
                        8,
                        32,
                        1,
                        2,
                        0,
                        Activation.GELU,
                        1e-5,
                        true,
                        0,
                        Positions.LEARNT,
                        new PoolSettings(PoolSettings.Kind.ATTENTION, 1, 5))))
        .hasMessage("heads is 5; expected a divisor of the embeddings' width 48");
    assertThatThrownBy(
            () ->
                new VisionTransformerSettings(
                    8,
                    34,
                    1,
                    2,
                    0,
                    Activation.GELU,
                    1e-5,
                    true,
                    0,
                    Positions.WAVES,
                    PoolSettings.CLASS))
        .hasMessageStartingWith("width is 34; expected a multiple of 4");
  }
}
