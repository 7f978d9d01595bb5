package io.alidade.adapter.tipadapterf;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.adapter.tipadapter.CacheFormula;
import io.alidade.api.ParameterGroup;
import io.alidade.nn.AdamW;
import io.alidade.nn.Engine;
import io.alidade.nn.Gradients;
import io.alidade.nn.Optimizer;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TipAdapterFObjectiveTest {
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

  private NDArray scalar(double value) {
    return manager.full(new Shape(), (float) value);
  }

  /** The authors' lines over six steps of torch's AdamW, at the rates of its cosine. */
  @Test
  void trainsTheKeysAsTheAuthorsDo() {
    GoldenCase cache = Golden.read("transfer/tip_adapter");
    GoldenCase golden = Golden.read("transfer/tip_adapter_f");
    CacheFormula formula = new CacheFormula(manager);
    NDArray features = cache.tensor("support_features").on(manager);
    NDArray labels = cache.tensor("support_labels").on(manager);
    NDArray text = cache.tensor("text").on(manager);
    NDArray values = labels.oneHot(10);
    NDArray keys = features.duplicate();
    keys.setRequiresGradient(true);
    NDArray alpha = scalar(golden.number("params", "alpha"));
    NDArray beta = scalar(golden.number("params", "beta"));
    TipAdapterFObjective objective =
        new TipAdapterFObjective(
            formula,
            features,
            formula.clip(features, text, scalar(100)),
            keys,
            values,
            alpha,
            beta);
    List<ParameterGroup> groups = List.of(new ParameterGroup("keys", Map.of("keys", keys), 1, 1));
    Optimizer optimizer = new Optimizer(new AdamW(0.9, 0.999, 1e-4, 0.01), groups, manager);
    Gradients gradients = new Gradients(groups, manager);
    for (int i = 0; i < 6; i++) {
      NDArray batch = golden.tensor("batches").at(i).on(manager);
      NDArray own = formula.rows(labels, batch);
      NDArray loss =
          Engine.withGradients(
              () -> {
                NDArray total = objective.loss(batch, own).total();
                gradients.add(total);
                return total;
              });
      double expected = golden.number("params", "losses", String.valueOf(i));
      Tolerance.LAYER.check(
          "loss " + i, new float[] {loss.getFloat()}, new float[] {(float) expected});
      optimizer.step(gradients, 1, golden.number("params", "learning_rates", String.valueOf(i)));
      gradients.close();
    }
    Tolerance.LAYER.check("keys", keys, golden.tensor("weight_after"));
    NDArray test = cache.tensor("test_features").on(manager);
    NDArray logits =
        formula.mixed(
            formula.clip(test, text, scalar(100)),
            formula.answers(test, keys, values, beta),
            alpha);
    LOGITS.check("logits", logits, golden.tensor("logits_after"));
  }
}
