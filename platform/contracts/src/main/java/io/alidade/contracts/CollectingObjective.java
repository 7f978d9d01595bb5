package io.alidade.contracts;

import io.alidade.api.Batch;
import io.alidade.api.Embeddings;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.Step;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;

/**
 * An objective between whose forward and backward the garbage collector runs. The engine's graph
 * may point into memory that belongs to a Java buffer nobody holds any more; here such memory is
 * freed and written over, so that a gradient through it comes out wrong every time.
 */
final class CollectingObjective {
  private static final int BUFFERS = 4096;
  private static final int LARGEST = 64; // bytes; scalars and short vectors are what gets lost
  private static final float JUNK = 12345; // finite: the difference is found, not a NaN

  private CollectingObjective() {}

  static Objective of(Objective objective) {
    if (objective instanceof Objective.OnEmbeddings onEmbeddings) {
      return new OnEmbeddings(onEmbeddings);
    }
    return new Direct((Objective.Direct) objective);
  }

  private record Direct(Objective.Direct objective) implements Objective.Direct {
    @Override
    public LossTerms evaluate(Batch batch, Step step) {
      LossTerms terms = objective.evaluate(batch, step);
      collect();
      return terms;
    }
  }

  private record OnEmbeddings(Objective.OnEmbeddings objective) implements Objective.OnEmbeddings {
    @Override
    public boolean rowsAreIndependent() {
      return objective.rowsAreIndependent();
    }

    @Override
    public Embeddings embed(Batch batch, Step step) {
      Embeddings embeddings = objective.embed(batch, step);
      collect();
      return embeddings;
    }

    @Override
    public LossTerms loss(Embeddings embeddings, Step step) {
      LossTerms terms = objective.loss(embeddings, step);
      collect();
      return terms;
    }
  }

  private static void collect() {
    collectOnce();
    collectOnce(); // What the first one found may have waited for its turn.
    ByteBuffer[] buffers = new ByteBuffer[BUFFERS];
    for (int i = 0; i < BUFFERS; i++) {
      buffers[i] = ByteBuffer.allocateDirect(4 + 4 * (i % (LARGEST / 4)));
      while (buffers[i].remaining() >= 4) {
        buffers[i].putFloat(JUNK);
      }
    }
  }

  /** Returns when the collector has found that an object is gone. */
  private static void collectOnce() {
    ReferenceQueue<Object> queue = new ReferenceQueue<>();
    PhantomReference<Object> reference = new PhantomReference<>(new Object(), queue);
    try {
      do {
        System.gc();
      } while (queue.remove(100) != reference);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
