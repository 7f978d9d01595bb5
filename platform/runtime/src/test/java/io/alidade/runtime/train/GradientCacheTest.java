package io.alidade.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Batch;
import io.alidade.api.Embeddings;
import io.alidade.api.Field;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.ParameterGroup;
import io.alidade.api.Step;
import io.alidade.nn.Activation;
import io.alidade.nn.Engine;
import io.alidade.nn.Gradients;
import io.alidade.nn.Ops;
import io.alidade.nn.PoolSettings;
import io.alidade.nn.VisionTransformer;
import io.alidade.nn.VisionTransformerSettings;
import io.alidade.testkit.Tolerance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gradients by parts against gradients of the whole batch. */
class GradientCacheTest {
  private static final int BATCH = 12;
  private static final Step STEP = new Step(0, 1, 1);

  private NDManager manager;
  private Batch batch;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = NDManager.newBaseManager("PyTorch");
    batch =
        new Batch(
            BATCH,
            Map.of(Field.IMAGE, manager.randomNormal(new Shape(BATCH, 3, 16, 16)).duplicate()));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "5, 0", "6, 0", "12, 0", "1, 0.5", "5, 0.5", "12, 0.5"})
  void gradientsByPartsAreThoseOfTheWholeBatch(int rows, double patchDropout) {
    Map<String, float[]> whole =
        gradients(
            patchDropout,
            (objective, sums, look) -> {
              LossTerms terms = objective.loss(objective.embed(batch, STEP), STEP);
              look.accept(terms);
              sums.add(terms.total());
            });
    Map<String, float[]> parts =
        gradients(
            patchDropout,
            (objective, sums, look) ->
                new GradientCache(objective, rows)
                    .backward(batch, STEP, sums, (embeddings, terms) -> look.accept(terms)));
    assertThat(parts.keySet()).isEqualTo(whole.keySet());
    whole.forEach((name, expected) -> Tolerance.LAYER.check(name, parts.get(name), expected));
  }

  /** One way to the gradients of a batch. */
  private interface Backward {
    void take(Pairs objective, Gradients sums, Consumer<LossTerms> look);
  }

  /** By parameter, the logit scale among them, which stands in the loss alone; and the loss. */
  private Map<String, float[]> gradients(double patchDropout, Backward backward) {
    Pairs objective =
        new Pairs(patchDropout, manager); // the same start each time, and no gradients yet
    Gradients sums =
        new Gradients(List.of(new ParameterGroup("all", objective.leaves(), 1, 1)), manager);
    float[] loss = new float[1];
    Engine.withGradients(
        () -> {
          backward.take(objective, sums, terms -> loss[0] = terms.total().getFloat());
          return loss;
        });
    Map<String, float[]> gradients =
        sums.byName().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().toFloatArray()));
    sums.close();
    gradients.put("loss", loss);
    return gradients;
  }

  /** Two towers look at one image; each image's two embeddings belong together. */
  private static final class Pairs implements Objective.OnEmbeddings {
    private final VisionTransformer first;
    private final VisionTransformer second;
    private final NDArray scale;

    Pairs(double patchDropout, NDManager manager) {
      first = tower(patchDropout, manager, 1);
      second = tower(patchDropout, manager, 2);
      scale = manager.full(new Shape(), 2f, DataType.FLOAT32);
      scale.setRequiresGradient(true);
    }

    private static VisionTransformer tower(double patchDropout, NDManager manager, long seed) {
      return new VisionTransformer(
          16,
          new VisionTransformerSettings(
              8,
              16,
              2,
              2,
              0,
              Activation.GELU,
              1e-5,
              true,
              0,
              VisionTransformerSettings.Positions.LEARNT,
              PoolSettings.CLASS,
              patchDropout),
          8,
          manager,
          new SplittableRandom(seed));
    }

    Map<String, NDArray> leaves() {
      Map<String, NDArray> leaves = new HashMap<>();
      first.parameters().trained().forEach((name, value) -> leaves.put("first." + name, value));
      second.parameters().trained().forEach((name, value) -> leaves.put("second." + name, value));
      leaves.put("scale", scale);
      return leaves;
    }

    @Override
    public Embeddings embed(Batch batch, Step step) {
      return Embeddings.of(
          "first", Ops.normalise(first.trained(batch.images(), batch.first(), step)),
          "second", Ops.normalise(second.trained(batch.images(), batch.first(), step)));
    }

    @Override
    public LossTerms loss(Embeddings embeddings, Step step) {
      NDArray logits =
          embeddings.get("first").matMul(embeddings.get("second").transpose()).mul(Ops.exp(scale));
      NDArray own = Ops.range(logits, (int) logits.getShape().get(0));
      return LossTerms.of(
          "there",
          Ops.crossEntropy(logits, own),
          "back",
          Ops.crossEntropy(logits.transpose(), own));
    }

    @Override
    public boolean rowsAreIndependent() {
      return true;
    }
  }
}
