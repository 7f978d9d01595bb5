package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import io.alidade.api.ParameterGroup;
import io.alidade.api.ParameterGroup.Bounds;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptimizerTest {
  private static final AdamW PLAIN = new AdamW(0.9, 0.999, 1e-8, 0);
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "adamw_default",
        "adamw_clip",
        "adamw_global_clip",
        "adamw_cosine_warmup",
        "sgd",
        "sgd_momentum",
        "sgd_nesterov",
        "lars_timm",
        "lamb_timm"
      })
  void followsTheReferenceStepByStep(String name) {
    Trajectory trajectory = new Trajectory("optim/" + name);
    Optimizer optimizer = trajectory.optimizer();
    for (int i = 0; i < 20; i++) {
      trajectory.step(optimizer, i);
      trajectory.check(i);
    }
  }

  @Test
  void continuesFromItsSavedState() {
    Trajectory trajectory = new Trajectory("optim/adamw_clip");
    Optimizer first = trajectory.optimizer();
    for (int i = 0; i < 10; i++) {
      trajectory.step(first, i);
    }
    Optimizer second = trajectory.optimizer();
    assertThat(second.state().keySet())
        .containsExactly(
            "adamw.first.weight",
            "adamw.second.weight",
            "adamw.steps.weight",
            "adamw.first.bias",
            "adamw.second.bias",
            "adamw.steps.bias");
    second.state().forEach((key, array) -> array.set(first.state().get(key).toByteBuffer()));
    for (int i = 10; i < 20; i++) {
      trajectory.step(second, i);
      trajectory.check(i);
    }
  }

  /** From a first gradient g, Adam's first step is rate * g / (|g| + epsilon) = rate. */
  @Test
  void stepsEachGroupAtItsOwnRate() {
    NDArray slow = leaf(1);
    NDArray fast = leaf(1);
    Optimizer optimizer =
        new Optimizer(
            PLAIN,
            List.of(
                new ParameterGroup("slow", Map.of("slow", slow), 0.1, 1),
                new ParameterGroup("fast", Map.of("fast", fast), 10, 1)),
            manager);
    step(optimizer, () -> slow.add(fast), 0.01);
    assertThat(slow.getFloat()).isCloseTo(1 - 0.001f, within(1e-6f));
    assertThat(fast.getFloat()).isCloseTo(1 - 0.1f, within(1e-6f));
  }

  /** Without a gradient's pull, one step leaves 1 - rate * decay of a parameter. */
  @Test
  void decaysEachGroupByItsOwnFactor() {
    NDArray kept = leaf(2);
    NDArray decayed = leaf(2);
    Optimizer optimizer =
        new Optimizer(
            new AdamW(0.9, 0.999, 1e-8, 0.4),
            List.of(
                new ParameterGroup("kept", Map.of("kept", kept), 1, 0),
                new ParameterGroup("decayed", Map.of("decayed", decayed), 1, 0.5)),
            manager);
    step(optimizer, () -> Ops.times(0, kept.add(decayed)), 0.1);
    assertThat(kept.getFloat()).isEqualTo(2);
    assertThat(decayed.getFloat()).isCloseTo(2 * (1 - 0.1f * 0.5f * 0.4f), within(1e-6f));
  }

  @Test
  void leavesAloneWhatNoLossReached() {
    NDArray reached = leaf(1);
    NDArray apart = leaf(1);
    NDArray beside = leaf(1);
    Optimizer optimizer =
        new Optimizer(
            new AdamW(0.9, 0.999, 1e-8, 0.4),
            List.of(
                new ParameterGroup("mixed", Map.of("reached", reached, "beside", beside), 1, 1),
                new ParameterGroup("apart", Map.of("apart", apart), 1, 1)),
            manager);
    step(optimizer, () -> reached.mul(reached), 0.1);
    assertThat(reached.getFloat()).isLessThan(1);
    assertThat(beside.getFloat()).isEqualTo(1);
    assertThat(apart.getFloat()).isEqualTo(1);
    assertThat(optimizer.state().get("adamw.steps.reached").getFloat()).isEqualTo(1);
    assertThat(optimizer.state().get("adamw.steps.beside").getFloat()).isEqualTo(0);
    assertThat(optimizer.state().get("adamw.steps.apart").getFloat()).isEqualTo(0);
  }

  @Test
  void keepsParametersWithinTheirBounds() {
    NDArray scale = leaf(4.59f);
    Optimizer optimizer =
        new Optimizer(
            PLAIN,
            List.of(new ParameterGroup("scale", Map.of("scale", scale), 1, 0, new Bounds(0, 4.6))),
            manager);
    step(optimizer, () -> scale.neg(), 0.1);
    assertThat(scale.getFloat()).isEqualTo(4.6f);
    step(
        optimizer,
        () -> Ops.times(1, scale),
        0.3); // Beyond a limit inside the graph the gradient would be 0.
    assertThat(scale.getFloat()).isLessThan(4.6f);
  }

  /** Plain descent by gradients 3 and 4 that are divided by 5 moves by 0.6 and 0.8. */
  @Test
  void dividesAllGradientsByOneNumber() {
    for (UpdateRule rule : List.of(new Sgd(0, false, 0), new Lars(0, 1, 0))) {
      NDArray a = leaf(1);
      NDArray b = leaf(1);
      List<ParameterGroup> groups =
          List.of(
              new ParameterGroup("a", Map.of("a", a), 1, 1),
              new ParameterGroup("b", Map.of("b", b), 1, 1));
      Optimizer optimizer = new Optimizer(rule, groups, manager);
      try (Gradients gradients = gradients(groups, () -> Ops.times(3, a).add(Ops.times(4, b)))) {
        assertThat(gradients.norm()).isEqualTo(5);
        optimizer.step(gradients, 5, 1);
      }
      assertThat(a.getFloat()).isCloseTo(0.4f, within(1e-6f));
      assertThat(b.getFloat()).isCloseTo(0.2f, within(1e-6f));
    }
  }

  /**
   * The gradient of a convolution over channels-last images may lie as these do. Adam's first step
   * is rate * sign(g), value by value.
   */
  @Test
  void stepsByGradientsThatLieInAnotherOrder() {
    Script script =
        Script.compile(
            "OptimizerTest",
            """
              def loss(self, x: Tensor, w: Tensor, to: Tensor) -> Tensor:
                return torch.sum(torch.mul(torch.conv2d(x, w), to))
            """,
            manager);
    NDArray image = manager.randomNormal(new Shape(2, 5, 5, 3)).transpose(0, 3, 1, 2);
    NDArray pull = manager.randomNormal(new Shape(2, 4, 3, 3));
    NDArray weight = manager.zeros(new Shape(4, 3, 3, 3), DataType.FLOAT32);
    weight.setRequiresGradient(true);
    float[] expected = new float[4 * 27];
    float[] x = image.toFloatArray(); // (2, 3, 5, 5)
    float[] to = pull.toFloatArray();
    for (int i = 0; i < expected.length; i++) {
      int out = i / 27;
      int in = i / 9 % 3;
      int row = i / 3 % 3;
      int column = i % 3;
      double sum = 0;
      for (int b = 0; b < 2; b++) {
        for (int r = 0; r < 3; r++) {
          for (int c = 0; c < 3; c++) {
            int from = ((b * 3 + in) * 5 + row + r) * 5 + column + c;
            sum += x[from] * to[((b * 4 + out) * 3 + r) * 3 + c];
          }
        }
      }
      expected[i] = (float) (-0.01 * Math.signum(sum));
    }
    Optimizer optimizer =
        new Optimizer(PLAIN, List.of(new ParameterGroup("w", Map.of("w", weight), 1, 1)), manager);
    step(optimizer, () -> script.call("loss", image, weight, pull), 0.01);
    assertThat(weight.toFloatArray()).containsExactly(expected, within(1e-5f));
  }

  /** Two that are added have one gradient, which must not be divided twice. */
  @Test
  void dividesAGradientOnceThatTwoParametersShare() {
    NDArray a = leaf(1);
    NDArray b = leaf(1);
    List<ParameterGroup> groups = List.of(new ParameterGroup("both", Map.of("a", a, "b", b), 1, 1));
    Optimizer optimizer = new Optimizer(new Sgd(0, false, 0), groups, manager);
    try (Gradients gradients = gradients(groups, () -> Ops.times(4, a.add(b)))) {
      optimizer.step(gradients, 2, 0.1);
    }
    assertThat(a.getFloat()).isCloseTo(0.8f, within(1e-6f));
    assertThat(b.getFloat()).isCloseTo(0.8f, within(1e-6f));
  }

  private NDArray leaf(float value) {
    NDArray leaf = manager.full(new Shape(), value, DataType.FLOAT32);
    leaf.setRequiresGradient(true);
    return leaf;
  }

  /** One step by the gradient of a loss. */
  private void step(Optimizer optimizer, Supplier<NDArray> loss, double rate) {
    try (Gradients gradients = gradients(optimizer.groups(), loss)) {
      optimizer.step(gradients, 1, rate);
    }
  }

  private Gradients gradients(List<ParameterGroup> groups, Supplier<NDArray> loss) {
    Gradients gradients = new Gradients(groups, manager);
    Engine.withGradients(() -> gradients.add(loss.get()));
    return gradients;
  }

  /** A weight and a bias of a case, with their 20 given gradients. */
  private final class Trajectory {
    private final GoldenCase golden;
    private final NDArray weight;
    private final NDArray bias;

    Trajectory(String name) {
      golden = Golden.read(name);
      weight = golden.tensor("weight_start").on(manager);
      bias = golden.tensor("bias_start").on(manager);
      weight.setRequiresGradient(true);
      bias.setRequiresGradient(true);
    }

    Optimizer optimizer() {
      return new Optimizer(
          rule(),
          List.of(
              new ParameterGroup("decayed", Map.of("weight", weight), 1, 1),
              new ParameterGroup("plain", Map.of("bias", bias), 1, 0)),
          manager);
    }

    private UpdateRule rule() {
      double decay = golden.number("params", "weight_decay");
      String reference = golden.entry().get("reference").getAsString();
      if (reference.contains("SGD")) {
        boolean nesterov = golden.entry().getAsJsonObject("params").has("nesterov");
        return new Sgd(momentum(), nesterov, decay);
      } else if (reference.contains("Lars")) {
        return new Lars(momentum(), golden.number("params", "trust_coeff"), decay);
      } else if (reference.contains("Lamb")) {
        return new Lamb(0.9, 0.999, 1e-6, decay);
      }
      return new AdamW(
          golden.number("params", "betas", "0"),
          golden.number("params", "betas", "1"),
          golden.number("params", "eps"),
          decay);
    }

    private double momentum() {
      boolean given = golden.entry().getAsJsonObject("params").has("momentum");
      return given ? golden.number("params", "momentum") : 0;
    }

    void step(Optimizer optimizer, int i) {
      NDArray forWeight = golden.tensor("grad_weight").at(i).on(manager);
      NDArray forBias = golden.tensor("grad_bias").at(i).on(manager);
      JsonObject given = golden.entry().getAsJsonObject("params");
      try (Gradients gradients =
          gradients(
              optimizer.groups(), () -> weight.mul(forWeight).sum().add(bias.mul(forBias).sum()))) {
        double divisor = 1;
        if (given.has("max_norm")) {
          double norm = gradients.norm();
          assertThat(norm)
              .isCloseTo(golden.tensor("norm_before_clipping").values()[i], within(1e-5));
          divisor = Math.max(1, (norm + 1e-6) / golden.number("params", "max_norm"));
        }
        boolean scheduled = given.has("learning_rates");
        optimizer.step(
            gradients,
            divisor,
            scheduled
                ? golden.number("params", "learning_rates", String.valueOf(i))
                : golden.number("params", "lr"));
      }
    }

    void check(int i) {
      Tolerance.LAYER.check("weight after step " + i, weight, golden.tensor("weight").at(i));
      Tolerance.LAYER.check("bias after step " + i, bias, golden.tensor("bias").at(i));
    }
  }
}
