package io.alidade.nn;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.alidade.api.ImageSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What {@code config.json} and {@code preprocessor_config.json} of a CLIP say, in our words.
 *
 * @param vocabulary how many ids the text tower knows
 * @param end at the first of this id a text is read, or at its highest id where it is {@link
 *     #LEGACY_END}
 */
record HuggingFaceConfig(Path file, int vocabulary, int end, TowersSettings towers) {
  private static final String CONFIG = "config.json";
  private static final String PREPROCESSOR = "preprocessor_config.json";

  /** PIL's number for bicubic. */
  private static final int BICUBIC = 3;

  /** What old configurations say of the end token, whatever the vocabulary. */
  static final int LEGACY_END = 2;

  /** That of CLIP's own vocabulary, which a configuration means that says nothing of it. */
  private static final int CLIP_END = 49407;

  /** Levels 0..255 become 0..1. */
  private static final double RESCALE = 1 / 255.0;

  /** What is left of a factor that was written with seven digits. */
  private static final double ROUNDING = 1e-6;

  private static final List<Integer> WHITE = List.of(255, 255, 255);
  private static final List<Float> CLIP_MEAN = List.of(0.48145467f, 0.4578275f, 0.40821072f);
  private static final List<Float> CLIP_DEVIATION = List.of(0.26862955f, 0.2613026f, 0.2757771f);

  static HuggingFaceConfig read(Path folder) {
    Path file = folder.resolve(CONFIG);
    if (!Files.exists(file)) {
      throw HuggingFaceFiles.refused(
          folder,
          "there is no " + CONFIG + "; expected a folder of a CLIP, or of a run's checkpoint");
    }
    Block root = new Block(file, "", HuggingFaceFiles.json(file));
    root.expect("model_type", "clip");
    Block image = root.block("vision_config");
    Block text = root.block("text_config");
    ImageTowerSettings tower =
        new ImageTowerSettings(
            ImageTowerSettings.Kind.VIT,
            image.whole("image_size", 224),
            new StemTowerSettings(1, 0, 1), // not asked for this kind
            new VisionTransformerSettings(
                image.whole("patch_size", 32),
                image.whole("hidden_size", 768),
                image.whole("num_hidden_layers", 12),
                image.whole("num_attention_heads", 12),
                image.whole("intermediate_size", 3072),
                image.activation(),
                image.number("layer_norm_eps", 1e-5)),
            new ModifiedResNetSettings(List.of(1, 1, 1, 1), 64, 32)); // neither
    TextTowerSettings texts =
        new TextTowerSettings(
            text.whole("hidden_size", 512),
            text.whole("num_hidden_layers", 12),
            text.whole("num_attention_heads", 8),
            text.whole("max_position_embeddings", 77),
            text.whole("intermediate_size", 2048),
            text.activation(),
            text.number("layer_norm_eps", 1e-5));
    int end = text.whole("eos_token_id", CLIP_END);
    return new HuggingFaceConfig(
        file,
        text.whole("vocab_size", 49408),
        end,
        new TowersSettings(
            root.whole("projection_dim", 512),
            tower,
            texts,
            images(folder.resolve(PREPROCESSOR), tower.size()),
            end == LEGACY_END));
  }

  /** CLIP's own where there is no file. */
  private static ImageSpec images(Path file, int size) {
    if (!Files.exists(file)) {
      return new ImageSpec(
          size, size, CLIP_MEAN, CLIP_DEVIATION, WHITE, ImageSpec.Fit.HUGGING_FACE);
    }
    Block block = new Block(file, "", HuggingFaceFiles.json(file));
    for (String key : List.of("do_resize", "do_center_crop", "do_rescale", "do_normalize")) {
      block.expectTrue(key);
    }
    if (block.whole("resample", BICUBIC) != BICUBIC) {
      throw block.refused("resample", "3, bicubic");
    }
    if (block.side("size", "shortest_edge", size) != size) {
      throw block.refused("size", "a shortest edge of " + size + ", vision_config.image_size");
    }
    if (block.side("crop_size", "height", size) != size
        || block.side("crop_size", "width", size) != size) {
      throw block.refused("crop_size", size + " x " + size + ", vision_config.image_size");
    }
    if (Math.abs(block.number("rescale_factor", RESCALE) / RESCALE - 1) > ROUNDING) {
      throw block.refused("rescale_factor", "1/255, under which levels become 0 to 1");
    }
    return new ImageSpec(
        size,
        size,
        block.three("image_mean", CLIP_MEAN),
        block.three("image_std", CLIP_DEVIATION),
        WHITE,
        ImageSpec.Fit.HUGGING_FACE);
  }

  /** A block of a file; a key that is missing has transformers' default. */
  private record Block(Path file, String path, JsonObject values) {
    Block block(String key) {
      if (values.get(key) instanceof JsonObject object) {
        return new Block(file, path + key + ".", object);
      }
      throw refused(key, "a block");
    }

    int whole(String key, int otherwise) {
      return value(key, otherwise, JsonElement::getAsInt, "a whole number");
    }

    double number(String key, double otherwise) {
      return value(key, otherwise, JsonElement::getAsDouble, "a number");
    }

    Activation activation() {
      String name = value("hidden_act", "quick_gelu", JsonElement::getAsString, "a name");
      return switch (name) {
        case "quick_gelu" -> Activation.QUICK_GELU;
        case "gelu" -> Activation.GELU;
        default -> throw refused("hidden_act", "quick_gelu or gelu");
      };
    }

    /** Written as a number, or as a block with the side's name; 0 for a block of other sides. */
    int side(String key, String name, int otherwise) {
      return values.get(key) instanceof JsonObject object
          ? new Block(file, path + key + ".", object).whole(name, 0)
          : whole(key, otherwise);
    }

    List<Float> three(String key, List<Float> otherwise) {
      return value(
          key,
          otherwise,
          element -> {
            List<Float> numbers = new ArrayList<>();
            JsonArray array = element.getAsJsonArray();
            array.forEach(number -> numbers.add(number.getAsFloat()));
            if (numbers.size() != 3) {
              throw new IllegalStateException();
            }
            return numbers;
          },
          "three numbers");
    }

    void expect(String key, String expected) {
      if (!value(key, expected, JsonElement::getAsString, expected).equals(expected)) {
        throw refused(key, expected);
      }
    }

    void expectTrue(String key) {
      if (!value(key, true, JsonElement::getAsBoolean, "true")) {
        throw refused(key, "true");
      }
    }

    private <T> T value(String key, T otherwise, Function<JsonElement, T> as, String expected) {
      JsonElement element = values.get(key);
      if (element == null || element.isJsonNull()) {
        return otherwise;
      }
      try {
        return as.apply(element);
      } catch (RuntimeException e) {
        throw refused(key, expected);
      }
    }

    RuntimeException refused(String key, String expected) {
      return HuggingFaceFiles.refused(
          file, "%s%s is %s; expected %s".formatted(path, key, values.get(key), expected));
    }
  }
}
