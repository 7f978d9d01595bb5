package io.alidade.benchmarks;

import ai.djl.ndarray.NDManager;
import io.alidade.api.ImageSpec;
import io.alidade.nn.Activation;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Parameters;
import io.alidade.nn.TextTower;
import io.alidade.nn.TextTowerSettings;
import io.alidade.nn.VisionTransformer;
import io.alidade.nn.VisionTransformerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A size of CLIP that is timed.
 *
 * @param pixels height and width of an image
 * @param width of the embeddings
 */
record Shape(
    int pixels,
    VisionTransformerSettings image,
    TextTowerSettings text,
    int vocabulary,
    int width) {

  /** {@code VIT_B32}, the CLIP paper's ViT-B/32, or {@code SMALL}, a CLIP for 64-pixel images. */
  static Shape named(String name) {
    return switch (name) {
      case "VIT_B32" ->
          new Shape(
              224,
              new VisionTransformerSettings(32, 768, 12, 12, 0, Activation.GELU, 1e-5),
              new TextTowerSettings(512, 12, 8, 77, 0, Activation.GELU, 1e-5),
              49_408,
              512);
      case "SMALL" ->
          new Shape(
              64,
              new VisionTransformerSettings(8, 192, 6, 3, 0, Activation.GELU, 1e-5),
              new TextTowerSettings(128, 4, 2, 32, 0, Activation.GELU, 1e-5),
              4096,
              128);
      default -> throw new IllegalArgumentException("no shape is called " + name);
    };
  }

  /** Both towers with random weights. */
  DualTowers towers(NDManager manager) {
    SplittableRandom random = new SplittableRandom(1);
    Ids ids = new Ids(vocabulary, text.context());
    Parameters scale = new Parameters(manager, random);
    scale.constant("logit-scale", Math.log(1 / 0.07));
    List<Float> halves = List.of(0.5f, 0.5f, 0.5f);
    return new DualTowers(
        new VisionTransformer(pixels, image, width, manager, random),
        new TextTower(text, ids, width, manager, random),
        scale,
        ids,
        new ImageSpec(pixels, pixels, halves, halves, List.of(255, 255, 255)));
  }

  /** What lengths its captions are drawn from. */
  int[] lengths(Path benchmarks) {
    return text.context() == 77 ? Captions.flickr8k(benchmarks) : Captions.small();
  }
}
