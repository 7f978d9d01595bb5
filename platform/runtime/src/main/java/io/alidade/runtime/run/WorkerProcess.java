package io.alidade.runtime.run;

import io.alidade.api.AlidadeException;
import io.alidade.api.AlidadeException.Kind;
import io.alidade.runtime.worker.Message;
import io.alidade.runtime.worker.Messages;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A worker's process, seen from the host. It does one job at a time. */
final class WorkerProcess {
  /** What the run and its libraries say, in the run's folder. */
  static final String LOG = "log.txt";

  private static final String CRASH = "crash.txt";

  private final WorkerSettings settings;
  private final Process process;
  private final OutputStream commands;
  private final BufferedReader messages;

  /** A folder of its own, for what it says that belongs to no run yet. */
  private final Path desk;

  /** Folder of the job that it does, or did last. */
  private Path job;

  private long wordsKept;

  private WorkerProcess(WorkerSettings settings, Process process, Path desk) {
    this.settings = settings;
    this.process = process;
    this.desk = desk;
    this.job = desk;
    this.commands = process.getOutputStream();
    this.messages =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Starts one that makes itself ready and waits for a job. */
  static WorkerProcess start(WorkerSettings settings) {
    return start(settings, ChildJava.environment(settings.threads()));
  }

  /** {@link #start} of one whose memory is measured; it is good for one job. */
  static WorkerProcess startMeasuring(WorkerSettings settings) {
    return start(settings, ChildJava.measuring(settings.threads()));
  }

  private static WorkerProcess start(WorkerSettings settings, Map<String, String> environment) {
    try {
      Path desk = Files.createTempDirectory("alidade-worker");
      List<String> program = new ArrayList<>(List.of("io.alidade.runtime.worker.WorkerMain"));
      settings.folders().forEach(folder -> program.add(folder.toAbsolutePath().toString()));
      List<String> java =
          ChildJava.command(settings.heap(), settings.threads(), desk.resolve(CRASH), program);
      ProcessBuilder builder = new ProcessBuilder(shielded(java));
      builder.redirectError(desk.resolve(LOG).toFile());
      builder.environment().putAll(environment);
      return new WorkerProcess(settings, builder.start(), desk);
    } catch (IOException e) {
      throw new AlidadeException(
          Kind.RESOURCE, "a worker process cannot be started: " + e.getMessage(), e);
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

  WorkerSettings settings() {
    return settings;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Gives it the job in {@code folder}. */
  void begin(Path folder) {
    job = folder;
    order("run " + folder.toAbsolutePath());
  }

  /**
   * Hands every message to {@code listener} until the job is over. Empty when the worker takes
   * another one, else its exit code.
   */
  OptionalInt listen(Consumer<Message> listener) {
    try {
      for (String line = messages.readLine(); line != null; line = messages.readLine()) {
        Optional<Message> message = Messages.parse(line);
        if (message.isPresent() && message.get() instanceof Message.Ready) {
          keepWords();
          return OptionalInt.empty();
        }
        message.ifPresent(listener);
      }
      int code = process.waitFor();
      keepWords();
      return OptionalInt.of(code);
    } catch (IOException e) {
      throw new AlidadeException(Kind.INTERNAL, "the channel of worker " + pid() + " broke", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
      return OptionalInt.of(-1);
    } finally {
      if (!isAlive()) {
        Folders.delete(desk);
      }
    }
  }

  /** Asks the worker to finish the step of that job and stop, should it still be at it. */
  void stop(Path folder) {
    order("stop " + folder.toAbsolutePath());
  }

  private synchronized void order(String line) {
    try {
      commands.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      commands.flush();
    } catch (IOException e) {
      // It has ended already, and its last message or its exit code says how.
    }
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Ends one that waits for a job. */
  void dismiss() {
    kill();
    Folders.delete(desk);
  }

  /**
   * What the process itself said during a job, the engine's last words too, joins the run's log.
   */
  private void keepWords() {
    try (InputStream words = Files.newInputStream(desk.resolve(LOG));
        OutputStream log =
            Files.newOutputStream(
                job.resolve(LOG), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      words.skipNBytes(wordsKept);
      wordsKept += words.transferTo(log);
      if (Files.exists(desk.resolve(CRASH))) {
        Files.copy(desk.resolve(CRASH), job.resolve(CRASH), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      return; // The disk is full, say: the run's end is what matters.
    }
  }
}
