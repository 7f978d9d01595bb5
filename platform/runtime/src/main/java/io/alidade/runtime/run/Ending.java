package io.alidade.runtime.run;

import io.alidade.api.AlidadeException;
import io.alidade.registry.RunEnd;
import io.alidade.registry.RunState;
import io.alidade.runtime.worker.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How a run ended, made of what is known when its worker's process is over.
 *
 * @param failure why the host could not go on, which outweighs what the worker says
 * @param said the worker's own account; empty when it was killed or crashed
 * @param stop what the user sent, if anything
 * @param exitCode of the worker's process
 * @param log the run's
 */
record Ending(
    Optional<AlidadeException> failure,
    Optional<Message.Ended> said,
    Optional<StopSignal> stop,
    int exitCode,
    Path log) {
  /** What a JVM says that cannot even start. */
  private static final int JVM_REFUSED = 1;

  RunEnd end(long peakBytes, double seconds) {
    OptionalLong peak = peakBytes > 0 ? OptionalLong.of(peakBytes) : OptionalLong.empty();
    if (failure.isPresent()) {
      AlidadeException cause = failure.get();
      return new RunEnd(
          RunState.FAILED,
          Optional.of(String.valueOf(cause.getMessage())),
          cause.kind().exitCode(),
          peak,
          seconds);
    }
    if (said.isEmpty()) {
      return stop.isPresent()
          ? stopped(stop.get(), peak, seconds)
          : new RunEnd(RunState.FAILED, Optional.of(death()), 1, peak, seconds);
    }
    Message.Ended own = said.get();
    return switch (own.outcome()) {
      case FINISHED -> new RunEnd(RunState.FINISHED, Optional.empty(), 0, peak, seconds);
      // Without a signal of the host's the worker got one of its own.
      case STOPPED -> stopped(stop.orElse(StopSignal.TERM), peak, seconds);
      case FAILED ->
          new RunEnd(
              RunState.FAILED, Optional.of(own.cause()), own.kind().exitCode(), peak, seconds);
    };
  }

  private static RunEnd stopped(StopSignal by, OptionalLong peak, double seconds) {
    return new RunEnd(RunState.STOPPED, Optional.of(by.words()), by.exitCode(), peak, seconds);
  }

  /** A JVM that a signal ended exits with 128 and its number. */
  private String death() {
    return "the worker process "
        + switch (exitCode) {
          case 137 -> "was killed (SIGKILL: by a user, or by the system for want of memory)";
          case 134 -> "aborted (SIGABRT: the engine ended it); crash.txt in its folder says where";
          case 139 -> "crashed (SIGSEGV: the engine ended it)";
          case JVM_REFUSED -> "did not start: " + firstWords();
          default -> "ended with code " + exitCode + " before it said how; its log says more";
        };
  }

  private String firstWords() {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> !line.isBlank() && !line.startsWith("Error occurred during init"))
          .findFirst()
          .orElse("it said nothing");
    } catch (IOException | java.io.UncheckedIOException e) {
      return "its log cannot be read";
    }
  }
}
