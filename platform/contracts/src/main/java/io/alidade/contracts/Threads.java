package io.alidade.contracts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same work in many threads at once. */
final class Threads {
  private static final int COUNT = 8; // more than cores, so that they get in each other's way

  private Threads() {}

  /** What each of the threads came to; all begin together. */
  static <T> List<T> each(Callable<T> work) {
    ExecutorService threads = Executors.newFixedThreadPool(COUNT);
    CyclicBarrier start = new CyclicBarrier(COUNT);
    Callable<T> together =
        () -> {
          start.await();
          return work.call();
        };
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(Collections.nCopies(COUNT, together))) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError("failed where many threads read at once: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      threads.shutdown();
    }
  }
}
