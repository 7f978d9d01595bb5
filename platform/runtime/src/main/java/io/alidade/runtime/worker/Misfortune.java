package io.alidade.runtime.worker;

import ai.djl.engine.EngineException;
import io.alidade.api.AlidadeException;
import io.alidade.api.AlidadeException.Kind;
import io.alidade.nn.EngineErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * What an exception that ended a run means to its user: whose it is, and one sentence. Its trace is
 * in the run's log.
 */
record Misfortune(Kind kind, String sentence) {
  private static final String OURS = "io.alidade.";

  static Misfortune of(Throwable thrown) {
    if (thrown instanceof AlidadeException known) {
      return new Misfortune(known.kind(), String.valueOf(known.getMessage()));
    }
    if (thrown instanceof OutOfMemoryError full) {
      String what = String.valueOf(full.getMessage());
      return new Misfortune(
          Kind.RESOURCE,
          what.contains("heap")
              ? "the worker's Java heap is full; raise execution.heap"
              : "the worker got no more memory (" + what + ")");
    }
    if (thrown instanceof EngineException engine) {
      String reason = EngineErrors.reason(engine);
      return reason.contains("not enough memory")
          ? new Misfortune(
              Kind.RESOURCE,
              "memory: " + reason + "; expected a smaller train.batch-size, or a smaller model")
          : new Misfortune(Kind.ENGINE, "engine: " + reason);
    }
    if (thrown instanceof UncheckedIOException unchecked) {
      return of(Objects.requireNonNull(unchecked.getCause()));
    }
    if (thrown instanceof FileSystemException file) {
      return new Misfortune(
          Kind.RESOURCE, file.getFile() + ": cannot be read or written (" + why(file) + ")");
    }
    if (thrown instanceof IOException io) {
      return new Misfortune(Kind.RESOURCE, "reading or writing failed: " + io.getMessage());
    }
    return foreign(thrown);
  }

  private static String why(FileSystemException file) {
    return file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
  }

  /** A plugin's own mistake is not a bug of ours, and its author wants to know the line. */
  private static Misfortune foreign(Throwable thrown) {
    Optional<StackTraceElement> plugin =
        Arrays.stream(thrown.getStackTrace())
            .filter(Misfortune::isOfSomebody)
            .findFirst()
            .filter(frame -> !frame.getClassName().startsWith(OURS));
    if (thrown instanceof LinkageError) {
      return new Misfortune(
          Kind.PLUGIN,
          "a class does not fit or is missing ("
              + thrown
              + "); expected a plugin with all its libraries, built against this version");
    }
    return plugin
        .map(
            frame ->
                new Misfortune(
                    Kind.RUN,
                    "%s.%s (%s:%d) threw %s"
                        .formatted(
                            frame.getClassName(),
                            frame.getMethodName(),
                            frame.getFileName(),
                            frame.getLineNumber(),
                            thrown)))
        .orElseGet(() -> new Misfortune(Kind.INTERNAL, "a bug of Alidade: " + thrown));
  }

  /** Neither Java's nor a library's of the host: a plugin's class loader has no name. */
  private static boolean isOfSomebody(StackTraceElement frame) {
    boolean plugin = frame.getModuleName() == null && frame.getClassLoaderName() == null;
    return plugin || frame.getClassName().startsWith(OURS);
  }
}
