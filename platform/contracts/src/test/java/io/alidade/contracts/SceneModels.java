package io.alidade.contracts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Box;
import io.alidade.api.Detector;
import io.alidade.api.Grounder;
import io.alidade.api.ImageSpec;
import io.alidade.api.Mask;
import io.alidade.api.Model;
import io.alidade.api.Region;
import io.alidade.api.Scene;
import io.alidade.api.Seeds;
import io.alidade.api.Segmenter;
import io.alidade.api.Split;
import io.alidade.data.ImageBatches;
import io.alidade.nn.Boxes;
import io.alidade.nn.Engine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Models that find things: one that knows every scene by its pixels, and one that guesses. */
final class SceneModels {
  private static final int SIDE = 24;

  private SceneModels() {}

  /** All three roles over one view of an image. */
  abstract static class Finder implements Model, Detector, Segmenter, Grounder {
    @Override
    public ImageSpec images() {
      return GuessingModel.IMAGES;
    }

    /** What is said to be in an image, by a hash of its pixels. */
    abstract Scene scene(int hash, int classes);

    private List<Scene> scenes(NDArray images, int classes) {
      List<Scene> scenes = new ArrayList<>();
      for (int b = 0; b < images.getShape().get(0); b++) {
        scenes.add(scene(Arrays.hashCode(images.get(b).toFloatArray()), classes));
      }
      return scenes;
    }

    @Override
    public List<List<Detection>> detect(NDArray images, List<String> classNames) {
      return scenes(images, classNames.size()).stream()
          .map(
              scene ->
                  scene.regions().stream()
                      .map(region -> new Detection(region.box(), region.label(), 1))
                      .toList())
          .toList();
    }

    @Override
    public NDArray segment(NDArray images, List<String> classNames) {
      List<Scene> scenes = scenes(images, classNames.size());
      int layers = 1 + classNames.size();
      float[] scores = new float[scenes.size() * layers * SIDE * SIDE];
      for (int b = 0; b < scenes.size(); b++) {
        int first = b * layers * SIDE * SIDE;
        Arrays.fill(scores, first, first + SIDE * SIDE, 0.5f);
        for (Region region : scenes.get(b).regions()) {
          int layer = first + (1 + region.label()) * SIDE * SIDE;
          region.mask().orElseThrow().bits().stream().forEach(p -> scores[layer + p] = 1);
        }
      }
      return images.getManager().create(scores, new Shape(scenes.size(), layers, SIDE, SIDE));
    }

    @Override
    public NDArray ground(NDArray image, List<Box> proposals, List<String> phrases) {
      Scene scene = scenes(image, 16).get(0);
      float[] scores = new float[phrases.size() * proposals.size()];
      for (int i = 0; i < scores.length; i++) {
        for (Region region : scene.regions()) {
          Box box = proposals.get(i % proposals.size());
          scores[i] = Math.max(scores[i], Boxes.overlap(box, region.box()));
        }
      }
      return image.getManager().create(scores, new Shape(phrases.size(), proposals.size()));
    }
  }

  /** Knows the split. */
  static Finder knowing(Split split) {
    Map<Integer, Scene> known = new HashMap<>();
    try (NDManager manager = Engine.openOnCpu()) {
      for (int i = 0; i < split.size(); i++) {
        NDArray image =
            ImageBatches.load(split, new int[] {i}, GuessingModel.IMAGES, manager).get(0);
        known.put(Arrays.hashCode(image.toFloatArray()), split.text(i).scene());
      }
    }
    return new Finder() {
      @Override
      Scene scene(int hash, int classes) {
        return known.getOrDefault(hash, Scene.NONE);
      }
    };
  }

  /** Says that one thing of some class fills some corner. */
  static Finder guessing() {
    return new Finder() {
      @Override
      Scene scene(int hash, int classes) {
        SplittableRandom random = new SplittableRandom(Seeds.mix(0, "corner", hash));
        int left = random.nextInt(0, SIDE / 2);
        int top = random.nextInt(0, SIDE / 2);
        BitSet filled = new BitSet();
        for (int y = top; y < top + SIDE / 2; y++) {
          filled.set(y * SIDE + left, y * SIDE + left + SIDE / 2);
        }
        Box box = new Box(left, top, left + SIDE / 2, top + SIDE / 2);
        Optional<Mask> mask = Optional.of(new Mask(SIDE, SIDE, filled));
        Region region = new Region(box, random.nextInt(classes), mask, false);
        return new Scene(List.of(region), List.of());
      }
    };
  }
}
