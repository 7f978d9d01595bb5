package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.AlidadeException;
import io.alidade.api.Evaluation;
import io.alidade.api.Evaluation.Contributions;
import io.alidade.api.Evaluation.Guess;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.api.Evaluation.Statistic;
import io.alidade.api.Image;
import io.alidade.api.Protocol;
import io.alidade.api.ProtocolSpec;
import io.alidade.api.Region;
import io.alidade.api.Scene;
import io.alidade.api.Segmenter;
import io.alidade.api.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.pf4j.Extension;

/**
 * Every pixel of every image is given to one of all classes or to the background.
 *
 * <p>Measures {@code miou}, the mean over background and classes of intersection over union of all
 * pixels; a class that is neither true nor said anywhere is left out ({@link MeanOverlap}). Where
 * the split has new classes, {@code miou-base} and {@code miou-novel} are means over the one kind
 * and the other alone, without background. Pixels are compared at the image's own size: a model
 * that sees another gives each pixel the class of its nearest one.
 */
@Extension
@ProtocolSpec(
    id = "semantic-segmentation",
    summary = "Gives each pixel to one of all classes or to the background",
    settings = SegmentationSettings.class)
public final class SemanticSegmentation implements Protocol {
  @Override
  public Evaluation evaluate(Examination given) {
    SegmentationSettings.Execution execution =
        given.settings(SegmentationSettings.class).execution();
    Split split = given.test();
    List<String> names = split.classNames();
    Segmenter segmenter =
        ScenePictures.role(
            new ScenePictures.Examined("semantic-segmentation", given.model()), Segmenter.class);
    MeanOverlap all = new MeanOverlap(1 + names.size());
    List<Prediction> predictions = new ArrayList<>();
    Map<String, Collection<Integer>> kinds = layers(split);
    Map<String, List<double[]>> added = new LinkedHashMap<>();
    try (NDManager manager = given.manager().newSubManager()) {
      new ScenePictures(split, given.model().images())
          .each(
              execution.batchSize(),
              manager,
              (indices, images, scenes) -> {
                NDArray scores = Graphless.check(segmenter.segment(images, names));
                long[] said = scores.argMax(1).toLongArray(); // (B, H, W)
                int height = Math.toIntExact(scores.getShape().get(2));
                int width = Math.toIntExact(scores.getShape().get(3));
                for (int i = 0; i < indices.length; i++) {
                  Image image = split.sample(indices[i]).image();
                  String id = split.text(indices[i]).id();
                  int[] truth = truth(scenes.get(i), image, id);
                  MeanOverlap alone = new MeanOverlap(1 + names.size());
                  int[] pixels = new int[1 + names.size()];
                  int[] guesses = new int[truth.length];
                  for (int p = 0; p < truth.length; p++) {
                    int y = p / image.width() * height / image.height();
                    int x = p % image.width() * width / image.width();
                    int guess = (int) said[(i * height + y) * width + x];
                    all.add(truth[p], guess);
                    alone.add(truth[p], guess);
                    pixels[guess]++;
                    guesses[p] = guess;
                  }
                  kinds.forEach(
                      (metric, layers) ->
                          added
                              .computeIfAbsent(metric, key -> new ArrayList<>())
                              .add(alone.contribution(layers)));
                  predictions.add(
                      new Prediction(
                          indices[i],
                          id,
                          ScenePictures.names(scenes.get(i), names),
                          largest(pixels, names, execution.guesses()),
                          true,
                          SceneDrawings.of(image, images, names).layers(truth, guesses)));
                }
                given.progress().advance("images parted", predictions.size(), split.size());
              });
    }
    Map<String, Double> values = new LinkedHashMap<>();
    kinds.forEach((metric, layers) -> values.put(metric, all.mean(layers)));
    List<Contributions> contributions = new ArrayList<>();
    added.forEach(
        (metric, of) -> contributions.add(new Contributions(metric, Statistic.MEAN_IOU, of)));
    return new Evaluation(
        ScenePictures.shares(values, split), predictions, List.of(), contributions);
  }

  /** Of each metric the layers it is a mean over: 0 is the background, 1 + class a class. */
  private static Map<String, Collection<Integer>> layers(Split split) {
    Map<String, Collection<Integer>> layers = new LinkedHashMap<>();
    ScenePictures.kinds("miou", split)
        .forEach(
            (metric, classes) -> layers.put(metric, classes.stream().map(c -> 1 + c).toList()));
    layers.put("miou", IntStream.rangeClosed(0, split.classNames().size()).boxed().toList());
    return layers;
  }

  /** Of each pixel 0 for the background, 1 + class, or -1 for a crowd. */
  private static int[] truth(Scene scene, Image image, String id) {
    int[] truth = new int[image.height() * image.width()];
    for (Region region : scene.regions()) {
      region
          .mask()
          .orElseThrow(
              () ->
                  new AlidadeException(
                      AlidadeException.Kind.DATA,
                      id + " has a region without a mask; expected one, for semantic-segmentation"))
          .bits()
          .stream()
          .forEach(p -> truth[p] = region.crowd() ? -1 : 1 + region.label());
    }
    return truth;
  }

  private static List<Guess> largest(int[] pixels, List<String> names, int most) {
    int total = Arrays.stream(pixels).sum();
    return IntStream.range(1, pixels.length)
        .filter(c -> pixels[c] > 0)
        .boxed()
        .sorted(Comparator.comparing(c -> -pixels[c]))
        .limit(most)
        .map(c -> new Guess(names.get(c - 1), (double) pixels[c] / total))
        .toList();
  }
}
