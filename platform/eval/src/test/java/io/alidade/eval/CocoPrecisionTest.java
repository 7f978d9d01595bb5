package io.alidade.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.alidade.api.Box;
import io.alidade.api.Detector.Detection;
import io.alidade.api.Region;
import io.alidade.testkit.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CocoPrecisionTest {
  private static Region region(float left, float right, int label, boolean crowd) {
    return new Region(new Box(left, 0, right, 10), label, Optional.empty(), crowd);
  }

  private static Detection found(float left, float right, int label, double score) {
    return new Detection(new Box(left, 0, right, 10), label, score);
  }

  private static Box box(JsonObject entry) {
    JsonArray xywh = entry.getAsJsonArray("bbox");
    float left = xywh.get(0).getAsFloat();
    float top = xywh.get(1).getAsFloat();
    return new Box(left, top, left + xywh.get(2).getAsFloat(), top + xywh.get(3).getAsFloat());
  }

  /** 34 images, with ties, crowds, images without objects, and a class that is nowhere. */
  @Test
  void countsAsPycocotoolsDoes() {
    JsonObject truth = Golden.json("metrics/coco_ground_truth.json").getAsJsonObject();
    JsonArray detections = Golden.json("metrics/coco_detections.json").getAsJsonArray();
    JsonObject expected =
        Golden.json("metrics/coco_eval.json")
            .getAsJsonObject()
            .getAsJsonObject("values")
            .getAsJsonObject("bbox");
    List<Integer> categories =
        truth.getAsJsonArray("categories").asList().stream().map(JsonElement::getAsInt).toList();
    CocoPrecision precision = new CocoPrecision(categories.size());
    for (JsonElement image : truth.getAsJsonArray("images")) {
      List<Region> regions = new ArrayList<>();
      for (JsonElement each : truth.getAsJsonArray("annotations")) {
        JsonObject entry = each.getAsJsonObject();
        if (entry.get("image_id").getAsInt() == image.getAsInt()) {
          int label = categories.indexOf(entry.get("category_id").getAsInt());
          boolean crowd = entry.get("iscrowd").getAsInt() == 1;
          regions.add(new Region(box(entry), label, Optional.empty(), crowd));
        }
      }
      List<Detection> found = new ArrayList<>();
      for (JsonElement each : detections) {
        JsonObject entry = each.getAsJsonObject();
        if (entry.get("image_id").getAsInt() == image.getAsInt()) {
          int label = categories.indexOf(entry.get("category_id").getAsInt());
          found.add(new Detection(box(entry), label, entry.get("score").getAsDouble()));
        }
      }
      precision.add(regions, found);
    }
    List<Integer> all = IntStream.range(0, categories.size()).boxed().toList();
    assertThat(precision.precision(all)).isCloseTo(expected.get("AP").getAsDouble(), within(1e-9));
    assertThat(precision.precisionAtHalf(all))
        .isCloseTo(expected.get("AP50").getAsDouble(), within(1e-9));
    for (int c : precision.present()) {
      JsonObject one =
          expected
              .getAsJsonObject("per_category")
              .getAsJsonObject(String.valueOf(categories.get(c)));
      assertThat(precision.precision(List.of(c)))
          .isCloseTo(one.get("AP").getAsDouble(), within(1e-9));
      assertThat(precision.precisionAtHalf(List.of(c)))
          .isCloseTo(one.get("AP50").getAsDouble(), within(1e-9));
    }
    assertThat(precision.present()).containsExactly(0, 1, 2, 3, 4);
    assertThat(precision.precision(List.of(5))).isNaN();
  }

  /**
   * Two true boxes, found with scores 0.9 (right), 0.8 (nowhere), 0.7 (right): precision 1 up to a
   * recall of 1/2 (51 points), 2/3 up to 1 (50 points).
   */
  @Test
  void averagesPrecisionOverPointsOfRecall() {
    CocoPrecision precision = new CocoPrecision(1);
    precision.add(
        List.of(region(0, 10, 0, false), region(50, 60, 0, false)),
        List.of(found(0, 10, 0, 0.9), found(20, 30, 0, 0.8), found(50, 60, 0, 0.7)));
    assertThat(precision.precision(List.of(0))).isCloseTo((51 + 50 * 2 / 3.0) / 101, within(1e-12));
  }

  @Test
  void countsNeitherForNorAgainstWhatFallsOnACrowd() {
    CocoPrecision precision = new CocoPrecision(1);
    precision.add(
        List.of(region(0, 10, 0, false), region(40, 90, 0, true)),
        List.of(found(40, 50, 0, 0.9), found(60, 70, 0, 0.8), found(0, 10, 0, 0.7)));
    assertThat(precision.precision(List.of(0))).isCloseTo(1, within(1e-12));
  }
}
