package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Towers with open_clip's weights, against what open_clip gives. */
class OpenClipTowersTest {
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

  @Test
  void visionTransformerEqualsTheReference() {
    OpenClipModel model = new OpenClipModel("openclip-vit", manager);
    VisionTransformer tower = visionTransformer(model);
    GoldenCase expected = model.expected();
    NDArray images = expected.tensor("pixel_values").on(manager);
    Tolerance.MODEL.check(
        "image features",
        tower.pooled(images, Mode.EVALUATION),
        expected.tensor("image_features_raw"));
  }

  @Test
  void modifiedResNetEqualsTheReferenceInBothModes() {
    OpenClipModel model = new OpenClipModel("openclip-rn", manager);
    ModifiedResNet tower =
        new ModifiedResNet(
            64,
            new ModifiedResNetSettings(List.of(1, 1, 1, 1), 4, 2),
            32,
            manager,
            new SplittableRandom(1));
    model.load(tower.parameters(), residualNames());
    GoldenCase expected = model.expected();
    NDArray images = expected.tensor("pixel_values").on(manager);
    Tolerance.MODEL.check(
        "image features",
        tower.pooled(images, Mode.EVALUATION),
        expected.tensor("image_features_raw"));
    Tolerance.MODEL.check(
        "image features in training",
        tower.pooled(images, Mode.TRAINING),
        expected.tensor("train_image_features_raw"));
    Map<String, NDArray> buffers = tower.parameters().buffers();
    Map.of(
            "stem.1.norm.running-mean", "train_after.visual.bn1.running_mean",
            "stem.1.norm.running-variance", "train_after.visual.bn1.running_var",
            "stages.3.0.2.norm.running-mean", "train_after.visual.layer3.0.bn2.running_mean",
            "stages.3.0.2.norm.running-variance", "train_after.visual.layer3.0.bn2.running_var")
        .forEach(
            (ours, theirs) ->
                Tolerance.MODEL.check(ours, buffers.get(ours), expected.tensor(theirs)));
  }

  private static Map<String, String> residualNames() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("running-mean", "running_mean");
    names.put("running-variance", "running_var");
    names.put("^stem\\.(\\d)\\.norm", "visual.bn$1");
    names.put("^stem\\.(\\d)", "visual.conv$1");
    names.put("shortcut\\.norm", "downsample.1");
    names.put("shortcut", "downsample.0");
    names.put("^stages\\.(\\d)\\.(\\d)\\.(\\d)\\.norm", "visual.layer$1.$2.bn$3");
    names.put("^stages\\.(\\d)\\.(\\d)\\.(\\d)", "visual.layer$1.$2.conv$3");
    names.put("^stages\\.(\\d)", "visual.layer$1");
    names.put("^pool\\.positions", "visual.attnpool.positional_embedding");
    names.put("^pool\\.query", "visual.attnpool.q_proj");
    names.put("^pool\\.key", "visual.attnpool.k_proj");
    names.put("^pool\\.value", "visual.attnpool.v_proj");
    names.put("^pool\\.out", "visual.attnpool.c_proj");
    return names;
  }

  @Test
  void textTowerEqualsTheReference() {
    texts("openclip-vit", 2, 48, Activation.GELU);
  }

  @Test
  void textTowerWithQuickGeluEqualsTheReference() {
    texts("openclip-rn", 1, 32, Activation.QUICK_GELU);
  }

  /** The cases' towers are read at the highest id of a row. */
  private void texts(String name, int layers, int width, Activation activation) {
    OpenClipModel model = new OpenClipModel(name, manager);
    GoldenCase expected = model.expected();
    NDArray ids = expected.tensor("input_ids").on(manager); // (4, 20)
    for (int row = 0; row < 4; row++) {
      long[] tokens = ids.get(row).toLongArray();
      int end = (int) LongStream.of(tokens).max().orElseThrow();
      TextTower tower =
          new TextTower(
              new TextTowerSettings(32, layers, 2, 20, 0, activation, 1e-5),
              new OpenClipModel.Ids(300, 20, end),
              width,
              manager,
              new SplittableRandom(1));
      Map<String, String> names = OpenClipModel.blocks("");
      names.put("^tokens", "token_embedding.weight");
      names.put("^positions", "positional_embedding");
      names.put("^norm", "ln_final");
      names.put("^projection.weight", "text_projection");
      model.load(tower.parameters(), names);
      Tolerance.MODEL.check(
          "text features of row " + row,
          tower.pooled(ids.get(row + ":" + (row + 1))).toFloatArray(),
          expected.tensor("text_features_raw").at(row).floats());
    }
  }

  @Test
  void gradientsOfTheVisionTransformerAreThoseOfTheReferencesLoss() {
    OpenClipModel model = new OpenClipModel("openclip-vit", manager);
    GoldenCase expected = model.expected();
    // d loss / d logits of the symmetric loss, by hand: (softmax over each side - identity) / 2B.
    int b = 4;
    double[] logits = expected.tensor("logits_per_image").values();
    double[] byImage = new double[b];
    double[] byText = new double[b];
    for (int i = 0; i < b * b; i++) {
      byImage[i / b] += Math.exp(logits[i]);
      byText[i % b] += Math.exp(logits[i]);
    }
    double loss =
        IntStream.range(0, b)
                .mapToDouble(
                    i -> Math.log(byImage[i]) + Math.log(byText[i]) - 2 * logits[i * b + i])
                .sum()
            / (2 * b);
    Tolerance.MODEL.check("loss", new float[] {(float) loss}, expected.tensor("loss").floats());
    VisionTransformer tower = visionTransformer(model);
    NDArray text = expected.tensor("text_embeds").on(manager);
    NDArray scale = manager.create((float) expected.number("logit_scale_exp")).duplicate();
    Engine.withGradients(
        () -> {
          NDArray image =
              Ops.normalise(
                  tower.pooled(expected.tensor("pixel_values").on(manager), Mode.TRAINING));
          NDArray scores = image.matMul(text.transpose()).mul(scale);
          NDArray own = Ops.range(scores, b);
          Ops.backward(
              Ops.times(
                  0.5,
                  Ops.crossEntropy(scores, own).add(Ops.crossEntropy(scores.transpose(), own))));
          return scores;
        });
    Map.of(
            "class-token", "grad.visual.class_embedding",
            "positions", "grad.visual.positional_embedding",
            "norm-pre.weight", "grad.visual.ln_pre.weight",
            "blocks.0.attention.in.weight",
                "grad.visual.transformer.resblocks.0.attn.in_proj_weight",
            "blocks.2.mlp.out.bias", "grad.visual.transformer.resblocks.2.mlp.c_proj.bias",
            "blocks.2.attention.in.bias", "grad.visual.transformer.resblocks.2.attn.in_proj_bias",
            "norm.bias", "grad.visual.ln_post.bias")
        .forEach(
            (ours, theirs) ->
                Tolerance.GRADIENT.check(
                    ours,
                    tower.parameters().trained().get(ours).getGradient().toFloatArray(),
                    expected.tensor(theirs).floats()));
  }

  private VisionTransformer visionTransformer(OpenClipModel model) {
    VisionTransformer tower =
        new VisionTransformer(
            32,
            new VisionTransformerSettings(8, 48, 3, 2, 0, Activation.GELU, 1e-5),
            48,
            manager,
            new SplittableRandom(1));
    Map<String, String> names = OpenClipModel.blocks("visual.");
    names.put("^patches", "visual.conv1");
    names.put("^class-token", "visual.class_embedding");
    names.put("^positions", "visual.positional_embedding");
    names.put("^norm-pre", "visual.ln_pre");
    names.put("^norm", "visual.ln_post");
    names.put("^projection.weight", "visual.proj");
    model.load(tower.parameters(), names);
    return tower;
  }
}
