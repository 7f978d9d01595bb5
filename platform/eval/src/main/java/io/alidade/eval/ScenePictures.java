package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.alidade.api.AlidadeException;
import io.alidade.api.Box;
import io.alidade.api.Image;
import io.alidade.api.ImageSpec;
import io.alidade.api.Measurement;
import io.alidade.api.Model;
import io.alidade.api.Region;
import io.alidade.api.Sample;
import io.alidade.api.Scene;
import io.alidade.api.Split;
import io.alidade.data.ImageBatches;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Images of a split with what is in them, brought to a model's size: boxes are stretched as images
 * are.
 */
final class ScenePictures {
  private final Split split;
  private final ImageSpec spec;

  ScenePictures(Split split, ImageSpec spec) {
    this.split = split;
    this.spec = spec;
    if (split.size() == 0) {
      throw data(split.name() + " is empty; expected images");
    }
  }

  /** What is done with a batch; nothing of it outlives the call. */
  interface Visitor {
    void visit(int[] indices, NDArray images, List<Scene> scenes);
  }

  /** All of them, in order. */
  void each(int batchSize, NDManager manager, Visitor visitor) {
    for (int from = 0; from < split.size(); from += batchSize) {
      int[] indices = IntStream.range(from, Math.min(from + batchSize, split.size())).toArray();
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        List<Scene> scenes = new ArrayList<>();
        for (int index : indices) {
          scenes.add(scene(split.sample(index)));
        }
        visitor.visit(indices, ImageBatches.load(split, indices, spec, manager), scenes);
      }
    }
  }

  /** The scene, with boxes in pixels of the model's image and masks as they are. */
  private Scene scene(Sample sample) {
    Image image = sample.image();
    float across = (float) spec.width() / image.width();
    float down = (float) spec.height() / image.height();
    List<Region> regions = new ArrayList<>();
    for (Region region : sample.scene().regions()) {
      check(sample, region);
      Box box = region.box();
      regions.add(
          new Region(
              new Box(
                  box.left() * across, box.top() * down, box.right() * across, box.bottom() * down),
              region.label(),
              region.mask(),
              region.crowd()));
    }
    return new Scene(regions, sample.scene().phrases());
  }

  private void check(Sample sample, Region region) {
    String where = split.name() + ": " + sample.id();
    Image image = sample.image();
    int classes = split.classNames().size();
    if (region.label() < 0 || region.label() >= classes) {
      throw data(
          "%s has a region of class %d; expected 0 to %d"
              .formatted(where, region.label(), classes - 1));
    }
    Box box = region.box();
    boolean inside =
        box.left() >= 0
            && box.top() >= 0
            && box.right() <= image.width()
            && box.bottom() <= image.height();
    if (!inside) {
      throw data(
          "%s has %s; expected it inside of its %d x %d pixels"
              .formatted(where, box, image.width(), image.height()));
    }
    region.mask().ifPresent(mask -> mask.fitting(image, where));
  }

  private static AlidadeException data(String message) {
    return new AlidadeException(AlidadeException.Kind.DATA, message);
  }

  /** Names of what is there, for a prediction. */
  static String names(Scene scene, List<String> classNames) {
    return String.join(
        ", ", scene.regions().stream().map(region -> classNames.get(region.label())).toList());
  }

  /** Of each metric its classes: all, and where some are new, those that are not and those. */
  static Map<String, Collection<Integer>> kinds(String metric, Split split) {
    Set<Integer> novel = split.novelClasses();
    List<Integer> all = IntStream.range(0, split.classNames().size()).boxed().toList();
    Map<String, Collection<Integer>> kinds = new LinkedHashMap<>();
    kinds.put(metric, all);
    if (!novel.isEmpty()) {
      kinds.put(metric + "-base", all.stream().filter(c -> !novel.contains(c)).toList());
      // In their order: a set has another one in each process, and a sum with it another last
      // digit.
      kinds.put(metric + "-novel", all.stream().filter(novel::contains).toList());
    }
    return kinds;
  }

  /** Measurements in that order, without those of which there is nothing to find. */
  static List<Measurement> shares(Map<String, Double> values, Split split) {
    return values.entrySet().stream()
        .filter(value -> !Double.isNaN(value.getValue()))
        .map(v -> new Measurement(v.getKey(), v.getValue(), "share", true, split.size()))
        .toList();
  }

  /** A model in its role, or a sentence that says what the protocol asks for. */
  static <R> R role(Examined examined, Class<R> role) {
    return examined
        .model()
        .role(role)
        .orElseThrow(
            () ->
                new AlidadeException(
                    AlidadeException.Kind.CONFIG,
                    "%s: the model is no %s; expected one"
                        .formatted(examined.protocol(), role.getSimpleName())));
  }

  /** Who asks, and of whom. */
  record Examined(String protocol, Model model) {}
}
