package io.alidade.runtime.provenance;

import ai.djl.ndarray.NDManager;
import io.alidade.api.AlidadeException;
import io.alidade.nn.Engine;

/**
 * Loads the engine and lets it add, in a process of its own: a native library that does not fit the
 * machine may end its process. The exit code is 0 when it works, and otherwise stderr says why not.
 *
 * <p>The build of the distribution calls it too, since the engine unpacks its native library when
 * it is loaded first, to the folder that {@code ENGINE_CACHE_DIR} names.
 */
public final class EngineMain {
  private EngineMain() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    System.exit(check());
  }

  private static int check() {
    try {
      Engine.configure(1);
      try (NDManager manager = NDManager.newBaseManager()) {
        float sum = manager.create(2f).add(manager.create(2f)).getFloat();
        if (sum != 4f) {
          throw new IllegalStateException("it says that 2 + 2 is " + sum);
        }
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
}
