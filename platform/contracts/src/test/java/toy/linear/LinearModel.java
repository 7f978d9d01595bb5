package toy.linear;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Batch;
import io.alidade.api.ImageClassifier;
import io.alidade.api.ImageSpec;
import io.alidade.api.LossTerms;
import io.alidade.api.Model;
import io.alidade.api.Objective;
import io.alidade.api.Step;
import io.alidade.nn.Ops;
import io.alidade.nn.Parameters;
import java.util.List;

/** Both what is tested and what is minimised. */
final class LinearModel implements Model, ImageClassifier, Objective.Direct {
  private final Fault fault;
  private final ImageSpec images;
  private final List<String> names;
  private final Parameters parameters;
  private final NDManager manager;
  private final NDArray copy;

  LinearModel(
      Fault fault, ImageSpec images, List<String> names, Parameters parameters, NDManager manager) {
    this.fault = fault;
    this.images = images;
    this.names = names;
    this.parameters = parameters;
    this.manager = manager;
    this.copy = weight().duplicate();
  }

  Parameters parameters() {
    return parameters;
  }

  private NDArray weight() {
    return parameters.trained().get("weight"); // (K, P)
  }

  @Override
  public ImageSpec images() {
    return images;
  }

  NDArray logits(NDArray pixels) {
    return logits(pixels, weight());
  }

  private NDArray logits(NDArray pixels, NDArray weight) {
    NDArray flat = pixels.reshape(pixels.getShape().get(0), -1); // (B, P)
    return flat.matMul(weight.transpose()).add(parameters.trained().get("bias")); // (B, K)
  }

  @Override
  public LossTerms evaluate(Batch batch, Step step) {
    if (fault == Fault.IGNORES_THE_SEED) {
      return LossTerms.of("size", Ops.mean(weight().mul(weight())));
    } else if (fault == Fault.SPOILS_A_BUFFER) {
      parameters.buffers().get("seen").addi(Float.NaN);
    } else if (fault == Fault.LEAKS) {
      NDScope.unregister(manager.zeros(new Shape(1)));
    }
    NDArray logits = logits(batch.images(), weight());
    if (fault == Fault.MULTIPLIES_BY_A_NUMBER) {
      logits = logits.mul(2f).mul(0.5f);
    }
    return LossTerms.of("cross-entropy", Ops.crossEntropy(logits, batch.labels()));
  }

  @Override
  public NDArray scores(NDArray pixels, List<String> classNames) {
    NDArray logits = logits(pixels, fault == Fault.ANSWERS_FROM_A_COPY ? copy : weight());
    if (fault == Fault.LOOKS_AROUND) {
      logits = logits.sub(logits.mean(new int[] {0}, true));
    } else if (fault == Fault.LEARNS_IN_THE_TEST) {
      weight().addi(1e-3f);
    } else if (fault == Fault.COUNTS_TESTS) {
      parameters.buffers().get("seen").addi(1);
    } else if (fault == Fault.COLLECTS_TESTS) {
      NDScope.unregister(manager.zeros(new Shape(1)));
    } else if (fault == Fault.IGNORES_ITS_STATE) {
      logits = pixels.reshape(pixels.getShape().get(0), -1).matMul(copy.transpose());
    }
    int rows = (int) pixels.getShape().get(0);
    float[] known = logits.toFloatArray();
    float[] scores = new float[rows * classNames.size()];
    for (int c = 0; c < classNames.size(); c++) {
      int column = fault == Fault.IGNORES_CLASS_NAMES ? c : names.indexOf(classNames.get(c));
      for (int b = 0; b < rows; b++) {
        float unknown =
            fault == Fault.READS_LONG_NAMES_IN_SILENCE ? -classNames.get(c).charAt(0) : -1e6f;
        scores[b * classNames.size() + c] =
            column < 0 || column >= names.size() ? unknown : known[b * names.size() + column];
      }
    }
    return pixels.getManager().create(scores, new Shape(rows, classNames.size()));
  }
}
