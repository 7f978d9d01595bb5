package io.alidade.detection.vild;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.nn.Engine;
import io.alidade.nn.Ops;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VildObjectiveTest {
  private NDManager manager;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private static NDArray leaf(NDArray array) {
    array.setRequiresGradient(true);
    return array;
  }

  private static NDArray backward(Supplier<NDArray> loss) {
    return Engine.withGradients(
        () -> {
          NDArray value = loss.get();
          Ops.backward(value);
          return value;
        });
  }

  /** Temperature 0.01; the last label is the background. */
  @Test
  void namesRegionsAsEquationThreeDoes() {
    GoldenCase golden = Golden.read("losses/vild_text");
    NDArray regions = leaf(golden.tensor("in.regions").on(manager)); // (11, 16)
    NDArray background = leaf(golden.tensor("in.background").on(manager)); // (16)
    NDArray names = golden.tensor("in.text").on(manager); // (6, 16)
    NDArray labels = golden.tensor("in.labels").on(manager); // (11)
    NDArray loss = backward(() -> VildObjective.text(regions, names, background, labels, 100));
    new Tolerance(1e-4, 1e-5)
        .check(
            "logits",
            VildObjective.logits(regions, names, background, 100),
            golden.tensor("out.logits"));
    Tolerance.LAYER.check("loss", loss, golden.tensor("out.loss"));
    new Tolerance(1e-4, 1e-4)
        .check("d regions", regions.getGradient(), golden.tensor("grad.regions"));
    new Tolerance(1e-4, 1e-4)
        .check("d background", background.getGradient(), golden.tensor("grad.background"));
  }

  @Test
  void distilsAsEquationFourDoes() {
    GoldenCase golden = Golden.read("losses/vild_image");
    NDArray regions = leaf(golden.tensor("in.regions").on(manager)); // (11, 16)
    NDArray crops = golden.tensor("in.clip_crops").on(manager); // (11, 16)
    NDArray loss = backward(() -> VildObjective.image(regions, crops));
    Tolerance.LAYER.check("loss", loss, golden.tensor("out.loss"));
    Tolerance.LAYER.check("d regions", regions.getGradient(), golden.tensor("grad.regions"));
  }
}
