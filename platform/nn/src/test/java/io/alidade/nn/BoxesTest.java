package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.Box;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tensor;
import io.alidade.testkit.Tolerance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against torchvision's operators. */
class BoxesTest {
  private NDManager manager;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = NDManager.newBaseManager("PyTorch");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private List<Box> boxes(Tensor corners) {
    return Boxes.of(corners.on(manager));
  }

  private static int[] integers(Tensor tensor) {
    return Arrays.stream(tensor.longs()).mapToInt(Math::toIntExact).toArray();
  }

  @Test
  void overlapsAsTorchvisionSays() {
    GoldenCase golden = Golden.read("boxes/iou");
    List<Box> a = boxes(golden.tensor("a"));
    List<Box> b = boxes(golden.tensor("b"));
    float[] overlaps = new float[a.size() * b.size()];
    float[] areas = new float[a.size()];
    for (int i = 0; i < a.size(); i++) {
      areas[i] = a.get(i).area();
      for (int j = 0; j < b.size(); j++) {
        overlaps[i * b.size() + j] = Boxes.overlap(a.get(i), b.get(j));
      }
    }
    Tolerance.LAYER.check("overlap", overlaps, golden.tensor("iou").floats());
    Tolerance.LAYER.check("area", areas, golden.tensor("area_a").floats());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.3", "0.5", "0.7"})
  void suppressesWhatTorchvisionSuppresses(String threshold) {
    GoldenCase golden = Golden.read("boxes/nms");
    List<Box> boxes = boxes(golden.tensor("boxes"));
    float[] scores = golden.tensor("scores").floats();
    double limit = Double.parseDouble(threshold);
    assertThat(Boxes.suppressed(boxes, scores, limit))
        .containsExactly(integers(golden.tensor("nms@" + threshold)));
    assertThat(Boxes.suppressed(boxes, scores, integers(golden.tensor("classes")), limit))
        .containsExactly(integers(golden.tensor("batched_nms@" + threshold)));
    assertThat(Boxes.suppressed(List.of(), new float[0], limit)).isEmpty();
  }

  @Test
  void clipsToAnImage() {
    GoldenCase golden = Golden.read("boxes/nms");
    List<Box> clipped =
        boxes(golden.tensor("boxes")).stream().map(box -> Boxes.clipped(box, 90, 80)).toList();
    Tolerance.LAYER.check(
        "clipped", Boxes.corners(clipped, manager), golden.tensor("clipped_90x80"));
  }

  @Test
  void hasTheGeneralisedLossAndItsGradient() {
    GoldenCase golden = Golden.read("boxes/iou");
    NDArray predicted = golden.tensor("loss.prediction").on(manager);
    predicted.setRequiresGradient(true);
    NDArray target = golden.tensor("loss.target").on(manager);
    NDArray loss =
        Engine.withGradients(
            () -> {
              NDArray each = BoxLoss.generalised(predicted, target);
              Ops.backward(each.sum());
              return each;
            });
    Tolerance.LAYER.check("loss", loss, golden.tensor("loss.giou"));
    Tolerance.LAYER.check("gradient", predicted.getGradient(), golden.tensor("loss.giou.grad"));
  }

  @ParameterizedTest
  @CsvSource({"True, 2", "True, -1", "False, 2", "False, -1"})
  void cutsRegionsAsTorchvisionDoes(String aligned, int sampling) {
    GoldenCase golden = Golden.read("boxes/roi");
    String name = "roi_align.aligned_%s.sampling_%d".formatted(aligned, sampling);
    NDArray map = golden.tensor("features").on(manager);
    map.setRequiresGradient(true);
    RoiAlign align = new RoiAlign(4, 3, 0.25, sampling, Boolean.parseBoolean(aligned));
    List<RoiAlign.Region> regions = new ArrayList<>();
    float[] rois = golden.tensor("rois").floats();
    for (int i = 0; i < rois.length; i += 5) {
      Box box = new Box(rois[i + 1], rois[i + 2], rois[i + 3], rois[i + 4]);
      regions.add(new RoiAlign.Region((int) rois[i], box));
    }
    NDArray cut =
        Engine.withGradients(
            () -> {
              NDArray out = align.regions(map, regions);
              System.gc();
              Ops.backward(out.mul(out).sum());
              return out;
            });
    Tolerance.LAYER.check("regions", cut, golden.tensor(name));
    Tolerance.LAYER.check("gradient", map.getGradient(), golden.tensor(name + ".grad"));
  }

  @Test
  void hasTorchvisionsFocalLossAndItsGradient() {
    GoldenCase golden = Golden.read("losses/sigmoid_focal");
    NDArray logits = golden.tensor("in.logits").on(manager);
    logits.setRequiresGradient(true);
    NDArray targets = golden.tensor("in.targets").on(manager);
    NDArray each =
        Engine.withGradients(
            () -> {
              NDArray loss = new FocalLoss(0.25, 2).each(logits, targets);
              Ops.backward(Ops.mean(loss));
              return loss;
            });
    Tolerance.LAYER.check("each", each, golden.tensor("out.none"));
    Tolerance.LAYER.check("gradient", logits.getGradient(), golden.tensor("grad.logits"));
    NDArray half = new FocalLoss(0.25, 0.5).each(logits, targets);
    assertThat((double) Ops.mean(half).getFloat())
        .isCloseTo(golden.number("scalars", "gamma_half"), within(1e-5));
  }
}
