package io.alidade.contrastive.clip;

import io.alidade.api.Batch;
import io.alidade.api.Embeddings;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.Step;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Pairs;

/** The symmetric contrastive loss over the true pairs of a batch (figure 3 of the paper). */
public final class ClipObjective implements Objective.OnEmbeddings {
  private final DualTowers towers;

  public ClipObjective(DualTowers towers) {
    this.towers = towers;
  }

  @Override
  public Embeddings embed(Batch batch, Step step) {
    return Pairs.embed(towers, batch, step);
  }

  @Override
  public boolean rowsAreIndependent() {
    return !towers.image().hasBatchStatistics();
  }

  @Override
  public LossTerms loss(Embeddings embeddings, Step step) {
    return Pairs.contrast(
        embeddings.get(Pairs.IMAGE), embeddings.get(Pairs.TEXT), towers.logitScale());
  }
}
