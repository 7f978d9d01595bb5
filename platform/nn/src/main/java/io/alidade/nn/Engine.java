package io.alidade.nn;

import ai.djl.pytorch.jni.JniUtils;
import io.alidade.api.AlidadeException;
import java.util.function.Supplier;

/**
 * The one place that sets how a thread computes. Thread count, gradient mode and graph optimisation
 * belong to the thread in this engine: each thread that computes calls {@link #configure} first.
 */
public final class Engine {
  private Engine() {}

  /**
   * Prepares the calling thread: {@code threads} for one operator, no autograd graph, and no graph
   * optimiser, which fuses differently in a fresh process and so moves the last bits of a resumed
   * run.
   */
  public static void configure(int threads) {
    if (threads < 1) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG, "threads is " + threads + "; expected at least 1");
    }
    ai.djl.engine.Engine.getEngine("PyTorch"); // loads the native library
    JniUtils.setNumThreads(threads);
    JniUtils.setGraphExecutorOptimize(false);
    JniUtils.setGradMode(false);
  }

  /**
   * Sets the engine's own random numbers, which all threads share: what an operator draws without a
   * generator must not depend on what the process did before.
   */
  public static void seed(long seed) {
    JniUtils.setSeed(seed);
  }

  /** Runs {@code work} while this thread records an autograd graph. */
  public static <T> T withGradients(Supplier<T> work) {
    return inMode(true, work);
  }

  /** Runs {@code work} while this thread records none: for evaluation inside a training. */
  public static <T> T withoutGradients(Supplier<T> work) {
    return inMode(false, work);
  }

  private static <T> T inMode(boolean gradients, Supplier<T> work) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(gradients);
    try {
      return work.get();
    } finally {
      JniUtils.setGradMode(before);
    }
  }
}
