package io.alidade.contracts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Tokenizer;
import io.alidade.nn.BytePairTrainer;
import io.alidade.nn.Engine;
import io.alidade.nn.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A CLIP that was not trained, in the files of the Hugging Face hub: {@code config.json}, {@code
 * model.safetensors}, {@code tokenizer.json}, {@code preprocessor_config.json}. For tests from one
 * end to the other.
 */
public final class TinyClip {
  private static final int WIDTH = 16; // of both towers and of their space
  private static final int SIZE = 16; // pixels a side
  private static final int PATCH = 8;
  private static final int CONTEXT = 24; // tokens
  private static final int VOCABULARY = 514; // bytes, bytes at the end of a word, start and end

  private final Map<String, NDArray> tensors = new LinkedHashMap<>();
  private final SplittableRandom random = new SplittableRandom(1);
  private final NDManager manager;

  private TinyClip(NDManager manager) {
    this.manager = manager;
  }

  /**
   * Writes it.
   *
   * @param texts that its vocabulary is learnt from
   */
  public static Path write(Path folder, List<String> texts) {
    Tokenizer tokenizer = BytePairTrainer.train(texts, VOCABULARY, CONTEXT);
    try (NDManager manager = Engine.openOnCpu()) {
      Files.createDirectories(folder);
      Safetensors.write(
          folder.resolve("model.safetensors"), new TinyClip(manager).all(), Map.of("format", "pt"));
      Files.writeString(folder.resolve("tokenizer.json"), tokenizer.json());
      Files.writeString(folder.resolve("config.json"), config(tokenizer));
      Files.writeString(folder.resolve("preprocessor_config.json"), PREPROCESSOR);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String PREPROCESSOR =
      """
      {"do_resize": true, "size": {"shortest_edge": %1$d}, "resample": 3,
       "do_center_crop": true, "crop_size": {"height": %1$d, "width": %1$d},
       "do_rescale": true, "do_normalize": true,
       "image_mean": [0.5, 0.5, 0.5], "image_std": [0.25, 0.25, 0.25]}
      """
          .formatted(SIZE);

  private static String config(Tokenizer tokenizer) {
    return """
        {"model_type": "clip", "projection_dim": %1$d,
         "vision_config": {"hidden_size": %1$d, "intermediate_size": %2$d, "image_size": %3$d,
           "patch_size": %4$d, "num_hidden_layers": 1, "num_attention_heads": 2},
         "text_config": {"hidden_size": %1$d, "intermediate_size": %2$d,
           "max_position_embeddings": %5$d, "num_hidden_layers": 1, "num_attention_heads": 2,
           "vocab_size": %6$d, "eos_token_id": %7$d}}
        """
        .formatted(WIDTH, 2 * WIDTH, SIZE, PATCH, CONTEXT, VOCABULARY, tokenizer.endId());
  }

  private Map<String, NDArray> all() {
    int places = 1 + (SIZE / PATCH) * (SIZE / PATCH);
    tensors.put("logit_scale", manager.create((float) Math.log(10)));
    normal("vision_model.embeddings.class_embedding", WIDTH);
    normal("vision_model.embeddings.patch_embedding.weight", WIDTH, 3, PATCH, PATCH);
    normal("vision_model.embeddings.position_embedding.weight", places, WIDTH);
    norm("vision_model.pre_layrnorm");
    block("vision_model.encoder.layers.0.");
    norm("vision_model.post_layernorm");
    normal("visual_projection.weight", WIDTH, WIDTH);
    normal("text_model.embeddings.token_embedding.weight", VOCABULARY, WIDTH);
    normal("text_model.embeddings.position_embedding.weight", CONTEXT, WIDTH);
    block("text_model.encoder.layers.0.");
    norm("text_model.final_layer_norm");
    normal("text_projection.weight", WIDTH, WIDTH);
    return tensors;
  }

  private void block(String name) {
    for (String part : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
      linear(name + "self_attn." + part, WIDTH, WIDTH);
    }
    norm(name + "layer_norm1");
    linear(name + "mlp.fc1", 2 * WIDTH, WIDTH);
    linear(name + "mlp.fc2", WIDTH, 2 * WIDTH);
    norm(name + "layer_norm2");
  }

  private void linear(String name, int out, int in) {
    normal(name + ".weight", out, in);
    tensors.put(name + ".bias", manager.zeros(new Shape(out)));
  }

  private void norm(String name) {
    tensors.put(name + ".weight", manager.ones(new Shape(WIDTH)));
    tensors.put(name + ".bias", manager.zeros(new Shape(WIDTH)));
  }

  /** Of a deviation that keeps the size of what goes through. */
  private void normal(String name, long... sides) {
    Shape shape = new Shape(sides);
    double deviation = Math.sqrt((double) sides[0] / shape.size());
    float[] values = new float[Math.toIntExact(shape.size())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    tensors.put(name, manager.create(values, shape));
  }
}
