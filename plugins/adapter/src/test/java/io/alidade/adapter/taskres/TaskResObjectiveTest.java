package io.alidade.adapter.taskres;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.nn.Engine;
import io.alidade.nn.Ops;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskResObjectiveTest {
  private static final Tolerance LOGITS = new Tolerance(1e-3, 1e-4);

  private NDManager manager;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = Engine.openOnCpu();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** TaskResLearner of the authors, its logits at a scale of 100. */
  @Test
  void hasTheLogitsTheLossAndTheGradientOfTheAuthors() {
    GoldenCase golden = Golden.read("taskres/taskres");
    NDArray features = golden.tensor("image_features").on(manager); // (120, 32)
    NDArray labels = golden.tensor("labels").on(manager);
    NDArray residual = golden.tensor("residual").on(manager); // (10, 32)
    residual.setRequiresGradient(true);
    TaskResObjective objective =
        new TaskResObjective(
            TaskResObjective.formula(manager),
            features,
            golden.tensor("base_text").on(manager),
            residual,
            manager.full(new Shape(), (float) golden.number("params", "alpha")),
            manager.full(new Shape(), (float) golden.number("params", "logit_scale")));
    LOGITS.check(
        "logits",
        objective.logits(features, objective.adapted()).stopGradient(),
        golden.tensor("logits"));
    NDArray loss =
        Engine.withGradients(
            () -> {
              NDArray total = objective.loss(features, labels).total();
              Ops.backward(total);
              return total;
            });
    Tolerance.LAYER.check("loss", loss, golden.tensor("loss"));
    Tolerance.LAYER.check("d residual", residual.getGradient(), golden.tensor("grad_residual"));
  }
}
