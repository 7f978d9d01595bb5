package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.AlidadeException;
import io.alidade.api.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A CLIP as the Hugging Face hub keeps it (transformers' {@code CLIPModel}): {@code config.json},
 * weights in one safetensors file or in shards with an index, {@code tokenizer.json}, {@code
 * preprocessor_config.json}. Weights of half precision are widened.
 */
final class HuggingFaceClip {
  /** Buffers that some versions write and that hold nothing learnt. */
  private static final String IDLE = ".*\\.position_ids";

  private HuggingFaceClip() {}

  static DualTowers read(Path folder, NDManager manager) {
    HuggingFaceConfig config = HuggingFaceConfig.read(folder);
    TowersSettings settings = config.towers();
    Tokenizer tokenizer =
        TokenizerJson.read(folder.resolve("tokenizer.json"), settings.text().context());
    if (tokenizer.vocabularySize() > config.vocabulary()) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          "%s: text_config.vocab_size is %d; expected at least %d, the ids of tokenizer.json"
              .formatted(config.file(), config.vocabulary(), tokenizer.vocabularySize()));
    }
    DualTowers towers =
        DualTowers.start(
            settings,
            new Sized(tokenizer, config.vocabulary()),
            1,
            manager,
            purpose -> Zeros.INSTANCE);
    try (NDManager own = Engine.openOnCpu()) {
      Weights weights = new Weights(HuggingFaceFiles.weights(folder, own), folder);
      towers.image().parameters().trained().forEach((name, to) -> weights.take(name, image(), to));
      towers.text().parameters().trained().forEach((name, to) -> weights.take(name, text(), to));
      weights.take("logit-scale", Map.of("logit-scale", "logit_scale"), towers.logScale());
      weights.requireAllTaken();
    }
    return towers;
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

  /** Our names to theirs; a question mark stands for query, key and value, in that order. */
  private static Map<String, String> image() {
    Map<String, String> names = blocks("vision_model");
    names.put("^patches", "vision_model.embeddings.patch_embedding");
    names.put("^class-token", "vision_model.embeddings.class_embedding");
    names.put("^positions", "vision_model.embeddings.position_embedding.weight");
    names.put("^norm-pre", "vision_model.pre_layrnorm");
    names.put("^norm", "vision_model.post_layernorm");
    names.put("^projection", "visual_projection");
    return names;
  }

  private static Map<String, String> text() {
    Map<String, String> names = blocks("text_model");
    names.put("^tokens", "text_model.embeddings.token_embedding.weight");
    names.put("^positions", "text_model.embeddings.position_embedding.weight");
    names.put("^norm", "text_model.final_layer_norm");
    names.put("^projection", "text_projection");
    return names;
  }

  /** What the files hold, and what of it has found a place. */
  private static final class Weights {
    private final Map<String, NDArray> all;
    private final Path folder;
    private final Set<String> left;

    Weights(Map<String, NDArray> all, Path folder) {
      this.all = all;
      this.folder = folder;
      this.left = new TreeSet<>(all.keySet());
      left.removeIf(name -> name.matches(IDLE));
    }

    void take(String name, Map<String, String> names, NDArray target) {
      String theirs = name;
      for (Map.Entry<String, String> entry : names.entrySet()) {
        theirs = theirs.replaceAll(entry.getKey(), entry.getValue());
      }
      List<String> parts = new ArrayList<>();
      if (theirs.contains("?")) {
        for (String part : List.of("q", "k", "v")) {
          parts.add(theirs.replace("?", part));
        }
      } else {
        parts.add(theirs);
      }
      long[] shape = target.getShape().getShape().clone();
      if (parts.size() > 1) {
        shape[0] /= parts.size();
      }
      NDList values = new NDList();
      parts.forEach(part -> values.add(tensor(part, new Shape(shape))));
      NDArray joined = values.size() == 1 ? values.get(0) : NDArrays.concat(values);
      Ops.copy(joined.reshape(target.getShape()), target);
    }

    private NDArray tensor(String name, Shape shape) {
      NDArray tensor = all.get(name);
      boolean fits = tensor != null && tensor.size() == shape.size();
      if (tensor == null || !fits || !sameSides(tensor.getShape(), shape)) {
        throw new AlidadeException(
            AlidadeException.Kind.DATA,
            "%s: tensor %s is %s; expected shape %s"
                .formatted(
                    folder,
                    name,
                    tensor == null ? "missing" : "of shape " + tensor.getShape(),
                    shape));
      }
      left.remove(name);
      return tensor.toType(DataType.FLOAT32, false);
    }

    /** Sides of 1 may be there or not, as around a scalar. */
    private static boolean sameSides(Shape a, Shape b) {
      return sides(a).equals(sides(b));
    }

    private static List<Long> sides(Shape shape) {
      List<Long> sides = new ArrayList<>();
      for (long side : shape.getShape()) {
        if (side != 1) {
          sides.add(side);
        }
      }
      return sides;
    }

    void requireAllTaken() {
      if (!left.isEmpty()) {
        throw new AlidadeException(
            AlidadeException.Kind.DATA,
            "%s: tensor %s has no place in a CLIPModel of this config.json; expected only its own%s"
                .formatted(
                    folder,
                    left.iterator().next(),
                    left.size() > 1 ? " (and " + (left.size() - 1) + " more)" : ""));
      }
    }
  }

  /** A tokenizer whose model has room for more ids than it gives. */
  private record Sized(Tokenizer tokenizer, int vocabularySize) implements Tokenizer {
    @Override
    public int contextLength() {
      return tokenizer.contextLength();
    }

    @Override
    public int padId() {
      return tokenizer.padId();
    }

    @Override
    public int endId() {
      return tokenizer.endId();
    }

    @Override
    public int[] encode(String text) {
      return tokenizer.encode(text);
    }

    @Override
    public int length(String text) {
      return tokenizer.length(text);
    }

    @Override
    public String json() {
      return tokenizer.json();
    }
  }
}
