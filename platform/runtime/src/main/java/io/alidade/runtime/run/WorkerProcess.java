package io.alidade.runtime.run;

import io.alidade.api.AlidadeException;
import io.alidade.runtime.worker.Message;
import io.alidade.runtime.worker.Messages;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A worker's process, seen from the host. */
final class WorkerProcess {
  /** What the run and its libraries say, in the run's folder. */
  static final String LOG = "log.txt";

  private final Process process;
  private final OutputStream commands;

  private WorkerProcess(Process process) {
    this.process = process;
    this.commands = process.getOutputStream();
  }

  /** Starts a worker on a job folder; what it logs goes to {@code log.txt} there. */
  static WorkerProcess start(Path folder, int threads, String heap) {
    return start(folder, threads, heap, ChildJava.environment(threads));
  }

  /** {@link #start} of one whose memory is measured. */
  static WorkerProcess startMeasuring(Path folder, int threads, String heap) {
    return start(folder, threads, heap, ChildJava.measuring(threads));
  }

  private static WorkerProcess start(
      Path folder, int threads, String heap, Map<String, String> environment) {
    List<String> java =
        ChildJava.command(
            heap,
            threads,
            folder.resolve("crash.txt"),
            List.of("io.alidade.runtime.worker.WorkerMain", folder.toString()));
    ProcessBuilder builder = new ProcessBuilder(shielded(java));
    builder.redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve(LOG).toFile()));
    builder.environment().putAll(environment);
    try {
      return new WorkerProcess(builder.start());
    } catch (IOException e) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          folder + ": the worker process cannot be started: " + e.getMessage(),
          e);
    }
  }

  /**
   * Ctrl-C in a terminal reaches every process of the group; the host decides, so workers ignore
   * it.
   */
  private static List<String> shielded(List<String> java) {
    if (File.separatorChar == '\\') {
      return java;
    }
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
    command.addAll(java);
    return command;
  }

  long pid() {
    return process.pid();
  }

  /**
   * Hands every message to {@code listener} until the worker has said all; returns its exit code.
   */
  int listen(Consumer<Message> listener) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Messages.parse(line).ifPresent(listener);
      }
      return process.waitFor();
    } catch (IOException e) {
      throw new AlidadeException(
          AlidadeException.Kind.INTERNAL, "the channel of worker " + pid() + " broke", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
      return -1;
    }
  }

  /** Asks the worker to finish its step and stop. */
  void stop() {
    try {
      commands.write("stop\n".getBytes(StandardCharsets.UTF_8));
      commands.flush();
    } catch (IOException e) {
      // It has ended already, and its last message says how.
    }
  }

  void kill() {
    process.destroyForcibly();
  }
}
