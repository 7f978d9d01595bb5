package io.alidade.api;

/**
 * What one step minimises. The host runs it inside an {@code NDScope} with gradients on; every
 * array made in it belongs to that scope.
 */
public sealed interface Objective {
  /** A loss on the batch as a whole. */
  non-sealed interface Direct extends Objective {
    LossTerms evaluate(Batch batch, Step step);
  }

  /** A loss on embeddings alone, which the host may compute in chunks with exact gradients. */
  non-sealed interface OnEmbeddings extends Objective {
    /**
     * Rows of the result belong to rows of the batch. It may be called for parts of the batch, each
     * twice: what is random in a row is drawn by {@link Step#random} for its place, {@link
     * Batch#first()} and on.
     */
    Embeddings embed(Batch batch, Step step);

    LossTerms loss(Embeddings embeddings, Step step);

    /**
     * Whether a row of the embeddings depends on its own sample alone. Statistics of the batch make
     * it depend on the others: then chunks would not give the gradients of the whole.
     */
    boolean rowsAreIndependent();
  }
}
