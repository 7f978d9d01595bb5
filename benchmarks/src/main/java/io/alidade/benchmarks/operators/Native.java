package io.alidade.benchmarks.operators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.alidade.nn.Engine;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.TearDown;

/** What an operator of the engine is given; made on the thread that times it. */
public abstract class Native {
  private final NDManager manager;

  /** With as many threads as there are processors. */
  protected Native() {
    Engine.configure(Runtime.getRuntime().availableProcessors());
    manager = Engine.open("cpu");
  }

  /** Owner of what is made once. */
  final NDManager manager() {
    return manager;
  }

  /** Runs {@code work} with a graph, then lets go of all that it made. */
  final float trained(Supplier<NDArray> work) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      return Engine.withGradients(work).getFloat();
    }
  }

  /** Gives the engine's memory back. */
  @TearDown(Level.Trial)
  public void close() {
    manager.close();
  }
}
