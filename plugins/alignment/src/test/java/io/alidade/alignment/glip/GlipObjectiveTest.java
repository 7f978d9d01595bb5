package io.alidade.alignment.glip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.nn.Engine;
import io.alidade.nn.FocalLoss;
import io.alidade.nn.Ops;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GlipObjectiveTest {
  private final FocalLoss focal = new FocalLoss(0.25, 2);
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

  private NDArray leaf(GoldenCase golden, String name) {
    NDArray array = golden.tensor(name).on(manager);
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

  /** (2, 8) words, 1 where there is one, to (2, 10, 8). */
  private NDArray mask(GoldenCase golden) {
    float[] words = golden.tensor("in.text_mask").floats();
    float[] all = new float[2 * 10 * 8];
    for (int i = 0; i < all.length; i++) {
      all[i] = words[i / 80 * 8 + i % 8];
    }
    return Ops.own(all, new Shape(2, 10, 8), manager);
  }

  private NDArray targets(GoldenCase golden) {
    return golden.tensor("in.targets").on(manager).toType(DataType.FLOAT32, false);
  }

  @Test
  void leavesOutPaddedWordsAsTheAuthorsDo() {
    GoldenCase golden = Golden.read("losses/glip_token_focal");
    NDArray logits = leaf(golden, "in.logits"); // (2, 10, 8)
    NDArray loss = backward(() -> GlipObjective.loss(focal, logits, targets(golden), mask(golden)));
    Tolerance.LAYER.check("loss", loss, golden.tensor("out.loss"));
    Tolerance.LAYER.check("d logits", logits.getGradient(), golden.tensor("grad.logits"));
  }

  @Test
  void alignsRegionsWithWordsAsEquationsThreeAndFourDo() {
    GoldenCase golden = Golden.read("losses/glip_alignment");
    NDArray regions = leaf(golden, "in.regions"); // (2, 10, 12)
    NDArray words = leaf(golden, "in.words"); // (2, 8, 12)
    NDArray targets = targets(golden);
    NDArray mask = mask(golden);
    double positives = targets.mul(mask).sum().getFloat();
    NDArray loss =
        backward(
            () ->
                Ops.times(
                    1 / positives,
                    GlipObjective.loss(
                        focal, GlipObjective.logits(regions, words), targets, mask)));
    Tolerance.LAYER.check("loss", loss, golden.tensor("out.loss"));
    Tolerance.LAYER.check("d regions", regions.getGradient(), golden.tensor("grad.regions"));
    Tolerance.LAYER.check("d words", words.getGradient(), golden.tensor("grad.words"));
  }
}
