package io.alidade.runtime.provenance;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import io.alidade.api.AlidadeException;
import io.alidade.nn.Engine;
import java.util.Locale;

/**
 * Loads the engine and lets it multiply, in a process of its own: a native library that does not
 * fit the machine may end its process. The exit code is 0 when it works, and otherwise stderr says
 * why not.
 *
 * <p>The build of the distribution calls it too, since the engine unpacks its native library when
 * it is loaded first, to the folder that {@code ENGINE_CACHE_DIR} names.
 */
public final class EngineMain {
  private static final int SIDE = 512;

  /** What an experiment takes that says nothing. */
  private static final String DEVICE = "auto";

  private EngineMain() {}

  /** With an argument, the number of threads, it says one line about the engine as well. */
  public static void main(String[] arguments) {
    System.exit(check(arguments));
  }

  private static int check(String[] arguments) {
    try {
      int threads = arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]);
      long start = System.nanoTime();
      Engine.configure(threads);
      double loading = (System.nanoTime() - start) / 1e9;
      String device;
      double rate;
      try (NDManager manager = Engine.open(DEVICE)) {
        device = Engine.device(manager);
        rate = multiply(manager);
      }
      if (arguments.length > 0) {
        System.err.printf(
            Locale.ROOT,
            "%s with %s, %d threads, loads in %.1f s, multiplies on the %s at %.0f GFLOP/s%n",
            EngineVersion.current(),
            String.join(", ", JniUtils.getFeatures()),
            threads,
            loading,
            device,
            rate / 1e9);
      }
      return 0;
    } catch (RuntimeException | LinkageError | AssertionError e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      System.err.println(
          "engine: cannot be loaded on "
              + System.getProperty("os.name")
              + " "
              + System.getProperty("os.arch")
              + ": "
              + cause
              + "; expected Linux x86_64 or aarch64, macOS aarch64 or Windows x86_64");
      return AlidadeException.Kind.ENGINE.exitCode();
    }
  }

  /** Two squares of ones: each number of the product is their side. Returns operations a second. */
  private static double multiply(NDManager manager) {
    NDArray ones = manager.ones(new Shape(SIDE, SIDE));
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      try (NDArray product = ones.matMul(ones)) {
        float low = product.min().getFloat(); // A GPU is waited for here.
        float high = product.max().getFloat();
        fastest = Math.min(fastest, System.nanoTime() - start);
        if (low != SIDE || high != SIDE) {
          throw new IllegalStateException(
              "it says that %d x 1 is %s to %s".formatted(SIDE, low, high));
        }
      }
    }
    return 2.0 * SIDE * SIDE * SIDE * 1e9 / fastest;
  }
}
