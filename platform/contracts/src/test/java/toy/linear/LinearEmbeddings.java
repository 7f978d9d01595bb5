package toy.linear;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Batch;
import io.alidade.api.Embeddings;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.Step;
import io.alidade.nn.Ops;
import java.util.Map;

/** Draws each image's score of its own class to 1; told as embeddings. */
record LinearEmbeddings(Fault fault, LinearModel linear) implements Objective.OnEmbeddings {
  @Override
  public Embeddings embed(Batch batch, Step step) {
    NDArray logits = linear.logits(batch.images()); // (B, K)
    if (fault == Fault.MIXES_ROWS) {
      logits = logits.sub(logits.mean(new int[] {0}, true));
    }
    int classes = (int) logits.getShape().get(1);
    NDArray own = logits.mul(batch.labels().oneHot(classes)).sum(new int[] {1}); // (B)
    return new Embeddings(Map.of("own", own));
  }

  @Override
  public LossTerms loss(Embeddings embeddings, Step step) {
    NDArray own = embeddings.get("own");
    NDArray away = own.sub(own.getManager().full(new Shape(), 1, DataType.FLOAT32));
    return LossTerms.of("distance", Ops.mean(away.mul(away)));
  }

  @Override
  public boolean rowsAreIndependent() {
    return true;
  }
}
