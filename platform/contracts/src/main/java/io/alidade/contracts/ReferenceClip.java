package io.alidade.contracts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.ImageSpec;
import io.alidade.api.Tokenizer;
import io.alidade.nn.Activation;
import io.alidade.nn.DualTowers;
import io.alidade.nn.ImageTowerSettings;
import io.alidade.nn.ModifiedResNetSettings;
import io.alidade.nn.Safetensors;
import io.alidade.nn.StemTowerSettings;
import io.alidade.nn.TextTowerSettings;
import io.alidade.nn.TokenizerJson;
import io.alidade.nn.TowersSettings;
import io.alidade.nn.VisionTransformerSettings;
import io.alidade.testkit.Golden;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * The tiny CLIP, written by open_clip, that reference outputs of methods of transfer were made
 * with.
 */
public final class ReferenceClip {
  private static final int CONTEXT = 24;

  private ReferenceClip() {}

  /** Frozen, on {@code manager}; the test is skipped where its weights are not at hand. */
  public static DualTowers towers(NDManager manager) {
    Path weights = Golden.file("transfer/tiny_clip/open_clip_model.safetensors");
    Tokenizer tokenizer = TokenizerJson.read(weights.resolveSibling("tokenizer.json"), CONTEXT);
    TowersSettings settings =
        new TowersSettings(
            32,
            new ImageTowerSettings(
                ImageTowerSettings.Kind.VIT,
                32,
                new StemTowerSettings(4, 1, 2),
                new VisionTransformerSettings(8, 48, 3, 2, 0, Activation.QUICK_GELU, 1e-5),
                new ModifiedResNetSettings(List.of(1, 1, 1, 1), 4, 4)),
            new TextTowerSettings(32, 3, 2, CONTEXT, 0, Activation.QUICK_GELU, 1e-5),
            new ImageSpec(
                32, 32, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f), List.of(255, 255, 255)));
    DualTowers towers =
        DualTowers.start(settings, tokenizer, 1, manager, purpose -> new SplittableRandom(1));
    Map<String, NDArray> theirs = Safetensors.read(weights, manager);
    towers.state().forEach((name, ours) -> copy(theirs, name, ours));
    towers.freeze();
    return towers;
  }

  private static void copy(Map<String, NDArray> theirs, String name, NDArray ours) {
    NDArray values = Objects.requireNonNull(theirs.get(theirName(name)), theirName(name));
    // open_clip multiplies by its projections from the right.
    NDArray turned =
        name.endsWith("projection.weight") ? values.transpose() : values.reshape(ours.getShape());
    ours.set(turned.toFloatArray());
  }

  private static String theirName(String ours) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("^image\\.", "visual.");
    names.put("^text\\.", "");
    names.put("^logit-scale", "logit_scale");
    names.put("blocks\\.", "transformer.resblocks.");
    names.put("attention\\.in\\.", "attn.in_proj_");
    names.put("attention\\.out", "attn.out_proj");
    names.put("mlp\\.in", "mlp.c_fc");
    names.put("mlp\\.out", "mlp.c_proj");
    names.put("\\bnorm-([12])", "ln_$1");
    names.put("norm-pre", "ln_pre");
    names.put("visual\\.norm", "visual.ln_post");
    names.put("^norm", "ln_final");
    names.put("patches", "conv1");
    names.put("class-token", "class_embedding");
    names.put("positions", "positional_embedding");
    names.put("^tokens", "token_embedding.weight");
    names.put("visual\\.projection\\.weight", "visual.proj");
    names.put("^projection\\.weight", "text_projection");
    String theirs = ours;
    for (Map.Entry<String, String> entry : names.entrySet()) {
      theirs = theirs.replaceAll(entry.getKey(), entry.getValue());
    }
    return theirs;
  }
}
