package io.alidade.api;

import org.jspecify.annotations.Nullable;

/**
 * The one exception family. The message is one line that says where, what is wrong with the value
 * and what is expected; the kind decides the exit code of the command line.
 */
public final class AlidadeException extends RuntimeException {
  /** What went wrong, and the exit code of the command line for it. */
  public enum Kind {
    /** A run failed. */
    RUN(1),
    /** Usage or configuration. */
    CONFIG(2),
    /** Data that cannot be read or does not fit. */
    DATA(3),
    /** A plugin that cannot be loaded, installed or trusted. */
    PLUGIN(4),
    /** The deep learning engine. */
    ENGINE(5),
    /** Memory, disk, registry. */
    RESOURCE(5),
    /** A bug of ours. */
    INTERNAL(70);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;

  public AlidadeException(Kind kind, String message) {
    this(kind, message, null);
  }

  public AlidadeException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
