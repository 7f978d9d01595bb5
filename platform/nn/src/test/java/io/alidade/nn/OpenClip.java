package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import io.alidade.testkit.Tensor;
import java.util.Map;

/** The names that open_clip gives to what a tower of ours holds. */
final class OpenClip {
  private OpenClip() {}

  /**
   * {@code blocks.1.attention.in.weight} to {@code transformer.resblocks.1.attn.in_proj_weight}.
   */
  static String name(String ours) {
    return ours.replace("blocks.", "transformer.resblocks.")
        .replaceFirst("\\bnorm-([12])\\.", "ln_$1.")
        .replaceFirst("^norm\\.", "ln_final.")
        .replace("attention.in.", "attn.in_proj_")
        .replace("attention.out.", "attn.out_proj.")
        .replace("mlp.in.", "mlp.c_fc.")
        .replace("mlp.out.", "mlp.c_proj.")
        .replaceFirst("^tokens$", "token_embedding.weight")
        .replaceFirst("^positions$", "positional_embedding")
        .replaceFirst("^projection\\.weight$", "text_projection");
  }

  /** Their values in our parameter; a projection is written the other way round. */
  static void copy(Map<String, Tensor> theirs, String name, NDArray ours) {
    Tensor values = theirs.get(name);
    if (values == null) {
      throw new AssertionError("no " + name + " in " + theirs.keySet());
    }
    try (NDArray array = values.on(ours.getManager());
        NDArray turned = name.endsWith("text_projection") ? array.transpose() : array.duplicate()) {
      if (!turned.getShape().equals(ours.getShape())) {
        throw new AssertionError(name + ": " + turned.getShape() + "; ours " + ours.getShape());
      }
      ours.set(turned.toByteBuffer());
    }
  }
}
