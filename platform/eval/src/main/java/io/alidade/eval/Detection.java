package io.alidade.eval;

import ai.djl.ndarray.NDManager;
import io.alidade.api.Detector;
import io.alidade.api.Evaluation;
import io.alidade.api.Evaluation.Guess;
import io.alidade.api.Evaluation.Item;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.api.Measurement;
import io.alidade.api.Protocol;
import io.alidade.api.ProtocolSpec;
import io.alidade.api.Scene;
import io.alidade.api.Split;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;

/**
 * Every image of the split is searched for things of all its classes, new ones among them: who
 * mistakes a new class for a known one loses precision in both.
 *
 * <p>Measures {@code ap} and {@code ap50} over all classes, and where the split has new classes
 * {@code ap50-base} and {@code ap50-novel}, as COCO does ({@link CocoPrecision}). An item is the
 * same of one image alone.
 */
@Extension
@ProtocolSpec(
    id = "detection",
    summary = "Searches each image for things of all classes and compares boxes as COCO does",
    settings = DetectionSettings.class)
public final class Detection implements Protocol {
  @Override
  public Evaluation evaluate(Examination given) {
    DetectionSettings.Execution execution = given.settings(DetectionSettings.class).execution();
    Split split = given.test();
    List<String> names = split.classNames();
    Detector detector =
        ScenePictures.role(new ScenePictures.Examined("detection", given.model()), Detector.class);
    CocoPrecision all = new CocoPrecision(names.size());
    List<Prediction> predictions = new ArrayList<>();
    List<Item> items = new ArrayList<>();
    try (NDManager manager = given.manager().newSubManager()) {
      new ScenePictures(split, given.model().images())
          .each(
              execution.batchSize(),
              manager,
              (indices, images, scenes) -> {
                List<List<Detector.Detection>> found = detector.detect(images, names);
                for (int i = 0; i < indices.length; i++) {
                  Scene scene = scenes.get(i);
                  all.add(scene.regions(), found.get(i));
                  CocoPrecision alone = new CocoPrecision(names.size());
                  alone.add(scene.regions(), found.get(i));
                  String id = split.text(indices[i]).id();
                  items.add(new Item(indices[i], id, values(alone, split)));
                  List<Guess> guesses =
                      found.get(i).stream()
                          .limit(execution.guesses())
                          .map(one -> new Guess(names.get(one.label()), one.score()))
                          .toList();
                  predictions.add(
                      new Prediction(indices[i], id, ScenePictures.names(scene, names), guesses));
                }
                given.progress().advance("images searched", predictions.size(), split.size());
              });
    }
    List<Measurement> measurements = new ArrayList<>();
    values(all, split)
        .forEach(
            (metric, value) ->
                measurements.add(new Measurement(metric, value, "share", true, split.size())));
    return new Evaluation(measurements, predictions, List.of(), items);
  }

  /** By metric; without those of which there is nothing to find. */
  private static Map<String, Double> values(CocoPrecision precision, Split split) {
    List<Integer> base = ScenePictures.base(split);
    Map<String, Double> values = new LinkedHashMap<>();
    List<Integer> every = new ArrayList<>(base);
    every.addAll(split.novelClasses());
    values.put("ap", precision.precision(every));
    values.put("ap50", precision.precisionAtHalf(every));
    if (!split.novelClasses().isEmpty()) {
      values.put("ap50-base", precision.precisionAtHalf(base));
      values.put("ap50-novel", precision.precisionAtHalf(split.novelClasses()));
    }
    values.values().removeIf(value -> Double.isNaN(value));
    return values;
  }
}
