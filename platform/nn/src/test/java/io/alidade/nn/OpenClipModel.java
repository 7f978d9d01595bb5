package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Tokenizer;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import java.util.LinkedHashMap;
import java.util.Map;

/** A tiny random model of open_clip: its weights, and what it gives. */
final class OpenClipModel {
  private final Map<String, NDArray> weights;
  private final GoldenCase expected;

  OpenClipModel(String name, NDManager manager) {
    weights =
        Safetensors.read(
            Golden.file("checkpoints/" + name + "/open_clip_model.safetensors"), manager);
    expected = Golden.read("checkpoints/" + name + "/expected");
  }

  GoldenCase expected() {
    return expected;
  }

  /** Ours by name, in the order of {@code names}: our name to open_clip's. */
  void load(Parameters parameters, Map<String, String> names) {
    Map<String, NDArray> all = new LinkedHashMap<>(parameters.trained());
    all.putAll(parameters.buffers());
    all.forEach(
        (name, target) -> {
          NDArray source = weight(theirs(name, names));
          // open_clip multiplies by its projections from the right.
          boolean turned = name.equals("projection.weight");
          Shape shape = target.getShape();
          NDArray values = turned ? source.transpose() : source.reshape(shape);
          target.set(values.toFloatArray());
        });
  }

  /** {@code name[2]} is the third of the three equal parts of a weight. */
  private NDArray weight(String name) {
    String whole = name.replaceFirst("\\[\\d]$", "");
    NDArray source = weights.get(whole);
    if (source == null) {
      throw new AssertionError("no " + whole + " in the model");
    }
    if (whole.equals(name)) {
      return source;
    }
    long third = source.getShape().get(0) / 3;
    long from = third * (name.charAt(name.length() - 2) - '0');
    return source.get(from + ":" + (from + third));
  }

  static String theirs(String name, Map<String, String> names) {
    String theirs = name;
    for (Map.Entry<String, String> entry : names.entrySet()) {
      theirs = theirs.replaceAll(entry.getKey(), entry.getValue());
    }
    return theirs;
  }

  /** Of a transformer block. */
  static Map<String, String> blocks(String tower) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("^blocks", tower + "transformer.resblocks");
    names.put("attention\\.in\\.", "attn.in_proj_");
    names.put("attention\\.out", "attn.out_proj");
    names.put("mlp\\.in", "mlp.c_fc");
    names.put("mlp\\.out", "mlp.c_proj");
    names.put("norm-([12])", "ln_$1");
    return names;
  }

  /** As much of a tokenizer as a tower asks for. */
  record Ids(int vocabularySize, int contextLength, int endId) implements Tokenizer {
    @Override
    public int padId() {
      return 0;
    }

    @Override
    public int[] encode(String text) {
      throw new UnsupportedOperationException("the case gives ids");
    }

    @Override
    public String json() {
      return "{}";
    }
  }
}
