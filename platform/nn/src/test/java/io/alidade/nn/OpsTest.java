package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.AlidadeException;
import io.alidade.testkit.Tolerance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpsTest {
  private static final Tolerance CLOSE = new Tolerance(1e-6, 1e-6);
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

  private NDArray table(int columns, float... values) {
    return manager.create(values, new Shape(values.length / columns, columns));
  }

  @Test
  void normaliseGivesRowsOfUnitLengthAndLeavesZeroAlone() {
    NDArray rows = Ops.normalise(table(2, 3, 4, 0, 0, -2, 0));
    CLOSE.check("rows", rows.toFloatArray(), new float[] {0.6f, 0.8f, 0, 0, -1, 0});
  }

  /** Rows (0, 0) and (ln 3, 0): -log 1/2 for class 0, -log 1/4 for class 1; their mean. */
  @Test
  void crossEntropyIsTheMeanOverRows() {
    NDArray logits = table(2, 0, 0, (float) Math.log(3), 0);
    NDArray loss = Ops.crossEntropy(logits, manager.create(new long[] {0, 1}));
    assertThat(loss.getShape()).isEqualTo(new Shape());
    assertThat(loss.getFloat()).isCloseTo((float) ((Math.log(2) + Math.log(4)) / 2), within(1e-6f));
  }

  /** d/d logits = (softmax - one-hot) / B. */
  @Test
  void crossEntropyPullsTowardsItsClass() {
    NDArray logits = table(2, 0, 0, (float) Math.log(3), 0);
    logits.setRequiresGradient(true);
    NDArray classes = manager.create(new long[] {0, 1});
    Engine.withGradients(
        () -> {
          Ops.backward(Ops.crossEntropy(logits, classes));
          return logits;
        });
    CLOSE.check(
        "gradient",
        logits.getGradient().toFloatArray(),
        new float[] {-0.25f, 0.25f, 0.375f, -0.375f});
  }

  @Test
  void exponentialMeanAndProductAreWhatTheySay() {
    NDArray x = table(2, 0, 1, -1, 2);
    CLOSE.check(
        "exp",
        Ops.exp(x).toFloatArray(),
        new float[] {1, (float) Math.E, (float) (1 / Math.E), (float) (Math.E * Math.E)});
    assertThat(Ops.mean(x).getFloat()).isEqualTo(0.5f);
    CLOSE.check("times", Ops.times(-2.5, x).toFloatArray(), new float[] {0, -2.5f, 2.5f, -5});
    NDArray classes = Ops.range(x, 4);
    assertThat(classes.getDataType()).isEqualTo(DataType.INT64);
    assertThat(classes.toLongArray()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void clampChangesAParameterInPlaceAndKeepsItALeaf() {
    NDArray parameter = table(3, -2, 0.5f, 9).duplicate();
    parameter.setRequiresGradient(true);
    Ops.clamp(parameter, -1, 4.6);
    CLOSE.check("clamped", parameter.toFloatArray(), new float[] {-1, 0.5f, 4.6f});
    assertThat(parameter.hasGradient()).isTrue();
  }

  @Test
  void backwardAddsToTheGradientsThatAreThere() {
    NDArray leaf = table(1, 3).duplicate();
    leaf.setRequiresGradient(true);
    for (int i = 1; i <= 2; i++) {
      Engine.withGradients(
          () -> {
            Ops.backward(Ops.times(5, leaf).sum());
            return leaf;
          });
      assertThat(leaf.getGradient().toFloatArray()).containsExactly(5 * i);
    }
  }

  /** Results go to the manager of the first operand; a scope ends them nevertheless. */
  @Test
  void resultsEndWithTheScopeAroundThem() {
    NDArray parameter = table(2, 1, 2).duplicate();
    int before = manager.getManagedArrays().size();
    NDArray kept;
    NDArray ended;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      ended = Ops.times(3, parameter);
      kept = Ops.exp(parameter);
      NDScope.unregister(kept);
    }
    assertThat(ended.isReleased()).isTrue();
    assertThat(kept.isReleased()).isFalse();
    assertThat(parameter.isReleased()).isFalse();
    assertThat(manager.getManagedArrays()).hasSize(before + 1);
  }

  @Test
  void aMistakeSaysWhichOperatorRefusedAndWhy() {
    NDArray logits = table(2, 0, 0, 1, 1);
    refuses(
        () -> Ops.crossEntropy(logits, manager.create(new long[] {0, 2})),
        "Ops.cross_entropy: the engine refused: ");
    refuses(
        () -> Ops.crossEntropy(logits, manager.create(new long[] {0})),
        "Ops.cross_entropy: the engine refused: ");
    NDArray leaf = table(2, 1, 2).duplicate();
    leaf.setRequiresGradient(true);
    refuses(
        () ->
            Engine.withGradients(
                () -> {
                  Ops.backward(Ops.exp(leaf));
                  return leaf;
                }),
        "Ops.backward: the engine refused: grad can be implicitly created only for scalar outputs");
  }

  private static void refuses(Runnable call, String message) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            AlidadeException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(AlidadeException.Kind.ENGINE);
              assertThat(e.getMessage()).startsWith(message).doesNotContain("\n");
            });
  }
}
