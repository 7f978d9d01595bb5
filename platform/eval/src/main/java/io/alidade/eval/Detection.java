package io.alidade.eval;

import ai.djl.ndarray.NDManager;
import io.alidade.api.Detector;
import io.alidade.api.Evaluation;
import io.alidade.api.Evaluation.Contributions;
import io.alidade.api.Evaluation.Guess;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.api.Evaluation.Statistic;
import io.alidade.api.Protocol;
import io.alidade.api.ProtocolSpec;
import io.alidade.api.Scene;
import io.alidade.api.Split;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pf4j.Extension;

/**
 * Every image of the split is searched for things of all its classes, new ones among them: who
 * mistakes a new class for a known one loses precision in both.
 *
 * <p>Measures {@code ap} and {@code ap50} over all classes, and where the split has new classes
 * {@code ap50-base} and {@code ap50-novel}, as COCO does ({@link CocoPrecision}).
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
    Map<String, Collection<Integer>> kinds = ScenePictures.kinds("ap50", split);
    Map<String, List<double[]>> added = new LinkedHashMap<>();
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
                  kinds.forEach(
                      (metric, classes) ->
                          added
                              .computeIfAbsent(metric, key -> new ArrayList<>())
                              .add(alone.contribution(classes)));
                  List<Guess> guesses =
                      found.get(i).stream()
                          .limit(execution.guesses())
                          .map(one -> new Guess(names.get(one.label()), one.score()))
                          .toList();
                  predictions.add(
                      new Prediction(
                          indices[i],
                          id,
                          ScenePictures.names(scene, names),
                          guesses,
                          true,
                          SceneDrawings.of(split, indices[i], images)
                              .boxes(scene.regions(), found.get(i))));
                }
                given.progress().advance("images searched", predictions.size(), split.size());
              });
    }
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("ap", all.precision(Objects.requireNonNull(kinds.get("ap50"))));
    kinds.forEach((metric, classes) -> values.put(metric, all.precisionAtHalf(classes)));
    List<Contributions> contributions = new ArrayList<>();
    added.forEach(
        (metric, of) ->
            contributions.add(new Contributions(metric, Statistic.MEAN_AVERAGE_PRECISION, of)));
    return new Evaluation(
        ScenePictures.shares(values, split), predictions, List.of(), contributions);
  }
}
