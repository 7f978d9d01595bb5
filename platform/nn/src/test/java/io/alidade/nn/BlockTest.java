package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tensor;
import io.alidade.testkit.TensorFile;
import io.alidade.testkit.Tolerance;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A layer's output against another implementation's, or a hand calculation. */
class BlockTest {
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

  @Test
  void causalBlockGivesTheReferencesOutput() {
    GoldenCase golden = Golden.read("block/causal");
    Layer block = block(32, 2, true, golden.tensors(), "");
    NDArray y = block.run(golden.tensor("x").on(manager), Mode.EVALUATION);
    Tolerance.MODEL.check("y", y, golden.tensor("y"));
  }

  /** Three blocks of a vision transformer, each from the reference's own input. */
  @Test
  void blocksOfAVisionTransformerGiveTheReferencesOutputs() {
    Map<String, Tensor> weights =
        TensorFile.read(Golden.file("checkpoints/openclip-vit/open_clip_model.safetensors"));
    GoldenCase expected = Golden.read("checkpoints/openclip-vit/expected");
    NDArray x = expected.tensor("layer.visual.ln_pre").on(manager);
    for (int i = 0; i < 3; i++) {
      String name = "visual.transformer.resblocks." + i;
      Layer block = block(48, 2, false, weights, name + ".");
      NDArray y = block.run(x, Mode.EVALUATION);
      Tolerance.MODEL.check(name, y, expected.tensor("layer." + name));
      x = y;
    }
  }

  private Layer block(
      int width, int heads, boolean causal, Map<String, Tensor> weights, String prefix) {
    Layer block =
        new Layer(
            (text, x) -> TransformerBlocks.plain(text, width, heads, 1).whole(x, "b", causal),
            DataType.FLOAT32,
            manager);
    assertThat(block.names()).hasSize(12);
    for (String name : block.names()) {
      String theirs = prefix + OpenClip.name(name.substring("b.".length()));
      OpenClip.copy(weights, theirs, block.parameter(name));
    }
    return block;
  }

  @Test
  void causalBlockSeesNothingBehindAPlace() {
    Layer block =
        new Layer(
            (text, x) -> TransformerBlocks.plain(text, 8, 2, 1).whole(x, "b", true),
            DataType.FLOAT32,
            manager);
    SplittableRandom random = new SplittableRandom(6);
    float[] values = new float[2 * 6 * 8];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    NDArray whole = manager.create(values, new Shape(2, 6, 8));
    NDArray y = block.run(whole, Mode.EVALUATION);
    NDArray cut = block.run(whole.get(":, :4"), Mode.EVALUATION);
    Tolerance.LAYER.check("first four", y.get(":, :4").toFloatArray(), cut.toFloatArray());
  }

  /**
   * Channels (1, 3) and (10, 14): means 2 and 12, biased variances 1 and 4, unbiased 2 and 8. The
   * running values move by a tenth, from 0 and 1, towards the mean and the unbiased variance.
   */
  @Test
  void batchNormUsesTheBatchInTrainingAndMovesItsRunningStatistics() {
    Layer norm = new Layer((text, x) -> text.batchNorm(x, "n", 2, 1), DataType.FLOAT32, manager);
    NDArray x = manager.create(new float[] {1, 10, 3, 14}, new Shape(2, 2, 1, 1));
    Tolerance.LAYER.check(
        "train", norm.run(x, Mode.TRAINING).toFloatArray(), new float[] {-1, -1, 1, 1});
    float[] mean = {0.2f, 1.2f};
    float[] variance = {1.1f, 1.7f};
    Tolerance.LAYER.check("mean", norm.buffer("n.running-mean").toFloatArray(), mean);
    Tolerance.LAYER.check("variance", norm.buffer("n.running-variance").toFloatArray(), variance);
    float[] evaluated = norm.run(x, Mode.EVALUATION).toFloatArray();
    for (int i = 0; i < 4; i++) {
      float value = x.toFloatArray()[i];
      evaluated[i] -= (float) ((value - mean[i % 2]) / Math.sqrt(variance[i % 2] + 1e-5));
    }
    Tolerance.LAYER.check("evaluate", evaluated, new float[4]);
    Tolerance.LAYER.check("mean", norm.buffer("n.running-mean").toFloatArray(), mean);
    Tolerance.LAYER.check("variance", norm.buffer("n.running-variance").toFloatArray(), variance);
  }

  /** A sum over a 3 x 3 window of ones, at every second place, with a border of zeros. */
  @Test
  void convolutionKeepsItsStrideAndBorder() {
    Layer layer =
        new Layer((text, x) -> text.convolution(x, "c", 1, 1, 3, 2), DataType.FLOAT32, manager);
    layer.parameter("c.weight").set(manager.ones(new Shape(1, 1, 3, 3)).toByteBuffer());
    NDArray y = layer.run(manager.ones(new Shape(1, 1, 4, 4)), Mode.EVALUATION);
    assertThat(y.getShape()).isEqualTo(new Shape(1, 1, 2, 2));
    assertThat(y.toFloatArray()).containsExactly(4, 6, 6, 9);
  }

  /** A second norm that starts at 0 leaves the shortcut: pooled, then mixed by a 1 x 1 kernel. */
  @Test
  void residualStartsAsItsShortcut() {
    Layer layer = new Layer((text, x) -> text.residual(x, "r", 1, 2), DataType.FLOAT32, manager);
    layer.parameter("r.shortcut.weight").set(manager.create(new float[] {2, -1}).toByteBuffer());
    NDArray x = manager.create(new float[] {1, 2, 3, 4}, new Shape(1, 1, 2, 2)); // mean 2.5
    assertThat(layer.run(x, Mode.TRAINING).toFloatArray()).containsExactly(5, 0);
  }
}
