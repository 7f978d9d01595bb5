package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Tokenizer;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tensor;
import io.alidade.testkit.TensorFile;
import io.alidade.testkit.Tolerance;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TextTowerTest {
  private static final int END = 9;
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

  /** The tower asks a tokenizer for its vocabulary and its end token alone. */
  private record Ids(int vocabularySize, int contextLength, int padId, int endId)
      implements Tokenizer {
    @Override
    public int[] encode(String text) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String json() {
      throw new UnsupportedOperationException();
    }
  }

  private TextTower small(int width) {
    return new TextTower(
        new TextTowerSettings(8, 2, 2, 7, 0, Activation.GELU, 1e-5),
        new Ids(10, 7, END, END),
        width,
        manager,
        new SplittableRandom(5));
  }

  @Test
  void givesTheReferencesFeaturesAndGradients() {
    Map<String, Tensor> weights =
        TensorFile.read(Golden.file("checkpoints/openclip-vit/open_clip_model.safetensors"));
    GoldenCase expected = Golden.read("checkpoints/openclip-vit/expected");
    TextTower tower =
        new TextTower(
            new TextTowerSettings(32, 2, 2, 20, 0, Activation.GELU, 1e-5),
            new Ids(300, 20, 0, 299),
            48,
            manager,
            new SplittableRandom(1));
    Map<String, NDArray> parameters = tower.parameters().trained();
    assertThat(parameters).hasSize(2 + 2 * 12 + 2 + 1);
    parameters.forEach((name, ours) -> OpenClip.copy(weights, OpenClip.name(name), ours));
    NDArray tokens = expected.tensor("input_ids").on(manager); // (4, 20)
    NDArray images = expected.tensor("image_embeds").on(manager); // (4, 48)
    NDArray classes = Ops.range(tokens, 4);
    NDArray features =
        Engine.withGradients(
            () -> {
              NDArray pooled = tower.pooled(tokens);
              NDArray texts = Ops.normalise(pooled);
              NDArray logits =
                  Ops.times(expected.number("logit_scale_exp"), images.matMul(texts.transpose()));
              NDArray loss =
                  Ops.crossEntropy(logits, classes)
                      .add(Ops.crossEntropy(logits.transpose(), classes));
              Ops.backward(Ops.times(0.5, loss));
              return pooled;
            });
    Tolerance.MODEL.check("features", features, expected.tensor("text_features_raw"));
    int compared = 0;
    for (Map.Entry<String, NDArray> parameter : parameters.entrySet()) {
      String theirs = OpenClip.name(parameter.getKey());
      NDArray gradient = parameter.getValue().getGradient();
      assertThat((double) gradient.norm().getFloat())
          .as(theirs)
          .isCloseTo(expected.number("grad_l2_norms", theirs), within(1e-4));
      if (expected.tensors().containsKey("grad." + theirs)) {
        NDArray turned = theirs.equals("text_projection") ? gradient.transpose() : gradient;
        Tolerance.GRADIENT.check(theirs, turned, expected.tensor("grad." + theirs));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(20);
  }

  /** The computation is cut to the longest text; what stands behind an end token is not read. */
  @Test
  void readsNothingBehindTheEndToken() {
    TextTower tower = small(6);
    float[] bare = tower.pooled(rows(new long[] {8, 1, END})).toFloatArray();
    float[] padded = tower.pooled(rows(new long[] {8, 1, END, END, END, END, END})).toFloatArray();
    float[] followed = tower.pooled(rows(new long[] {8, 1, END, 3, 0, END, 4})).toFloatArray();
    assertThat(padded).isEqualTo(bare);
    assertThat(followed).isEqualTo(bare);
  }

  @Test
  void readsATextTheSameBesideALongerOne() {
    TextTower tower = small(6);
    long[] longest = {8, 4, 3, 2, 1, 0, END};
    float[] alone = tower.pooled(rows(new long[] {8, 1, END})).toFloatArray();
    float[] beside =
        tower.pooled(rows(new long[] {8, 1, END, END, END, END, END}, longest)).toFloatArray();
    Tolerance.LAYER.check("beside a full context", Arrays.copyOf(beside, 6), alone);
    float[] full = tower.pooled(rows(longest)).toFloatArray();
    Tolerance.LAYER.check("the full context", Arrays.copyOfRange(beside, 6, 12), full);
    assertThat(full).isNotEqualTo(alone);
  }

  @Test
  void readsEveryPlaceUpToTheEnd() {
    TextTower tower = small(6);
    float[] text = tower.pooled(rows(new long[] {8, 1, 2, 3, END})).toFloatArray();
    for (int place = 0; place < 4; place++) {
      long[] changed = {8, 1, 2, 3, END};
      changed[place] = 5;
      assertThat(tower.pooled(rows(changed)).toFloatArray())
          .as("place %d", place)
          .isNotEqualTo(text);
    }
    assertThat(tower.pooled(rows(new long[] {8, 2, 1, 3, END})).toFloatArray()).isNotEqualTo(text);
  }

  /** With a projection that changes nothing, the pooled rows are the norm's outputs. */
  @Test
  void startsItsLastNormFromTexts() {
    TextTower tower = small(8);
    tower.parameters().trained().get("projection.weight").set(manager.eye(8).toByteBuffer());
    NDArray texts =
        rows(
            new long[] {8, 1, END, END, END},
            new long[] {8, 1, 2, END, END},
            new long[] {8, 3, 2, END, END},
            new long[] {8, 7, 6, 5, END});
    tower.startFrom(texts);
    NDArray read = tower.pooled(texts); // (4, 8)
    Tolerance.MODEL.check("means", read.mean(new int[] {0}).toFloatArray(), new float[8]);
    NDArray squares = read.mul(read).sum(new int[] {0}); // variance is unbiased: over B - 1
    float[] three = new float[8];
    Arrays.fill(three, 3);
    new Tolerance(1e-3, 0).check("squares", squares.toFloatArray(), three);
    assertThat(tower.parameters().trained().get("norm.weight").hasGradient()).isTrue();
  }

  @Test
  void startsTheSameFromTheSameSeed() {
    NDArray text = rows(new long[] {8, 1, 2, 3, END});
    assertThat(small(6).pooled(text).toFloatArray())
        .isEqualTo(small(6).pooled(text).toFloatArray());
  }

  @Test
  void itsGradientsSurviveACollection() {
    TextTower tower = small(6);
    NDArray texts = rows(new long[] {8, 1, 2, END}, new long[] {8, 3, END, END});
    List<NDArray> leaves = List.copyOf(tower.parameters().trained().values());
    Graph graph = new Graph("tower", leaves, () -> tower.pooled(texts).sum());
    List<double[]> undisturbed = graph.gradients(() -> {});
    List<double[]> disturbed = graph.gradients(Garbage::collect);
    for (int i = 0; i < leaves.size(); i++) {
      assertThat(disturbed.get(i)).isEqualTo(undisturbed.get(i));
    }
  }

  private NDArray rows(long[]... rows) {
    long[] ids = Arrays.stream(rows).flatMapToLong(Arrays::stream).toArray();
    return manager.create(ids, new Shape(rows.length, rows[0].length));
  }
}
