package io.alidade.runtime.worker;

import io.alidade.api.AlidadeException;
import io.alidade.api.AlidadeException.Kind;
import io.alidade.runtime.provenance.PeakMemory;
import io.alidade.runtime.worker.Message.Ended;
import io.alidade.runtime.worker.Message.Ended.Outcome;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Entry of a worker process: one job folder, one run. */
public final class WorkerMain {
  private WorkerMain() {}

  /** {@code arguments[0]} is the job's folder. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    // The channel keeps the standard output; what libraries print there goes to the log.
    FileOutputStream host = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err);
    StopRequest stop = new StopRequest();
    Thread commands = new Thread(() -> listen(stop), "commands");
    commands.setDaemon(true);
    commands.start();
    Kind kind = Kind.INTERNAL;
    Outcome outcome;
    try (Channel channel = new Channel(host)) {
      Ended end = end(folder, channel, stop);
      channel.say(new Message.Memory(PeakMemory.bytes()));
      channel.say(end);
      kind = end.kind();
      outcome = end.outcome();
    }
    // Native threads of the engine would keep the process; halting skips their teardown.
    Runtime.getRuntime().halt(outcome == Outcome.FAILED ? kind.exitCode() : 0);
  }

  private static Ended end(Path folder, Channel channel, StopRequest stop) {
    RunInWorker run = new RunInWorker(folder, channel, stop);
    try {
      boolean finished = run.execute();
      return finished
          ? new Ended(Outcome.FINISHED, Kind.RUN, "", run.trainingSeconds())
          : new Ended(Outcome.STOPPED, Kind.RUN, "", run.trainingSeconds());
    } catch (AlidadeException e) {
      e.printStackTrace(); // To the run's log.
      return new Ended(
          Outcome.FAILED, e.kind(), String.valueOf(e.getMessage()), run.trainingSeconds());
    } catch (OutOfMemoryError e) {
      e.printStackTrace();
      return new Ended(
          Outcome.FAILED,
          Kind.RESOURCE,
          "the worker's Java heap is full (" + e.getMessage() + "); raise execution.heap",
          run.trainingSeconds());
    } catch (Throwable e) {
      e.printStackTrace();
      return new Ended(Outcome.FAILED, Kind.INTERNAL, e.toString(), run.trainingSeconds());
    }
  }

  /** A closed standard input means that the host is gone: nobody would record what is computed. */
  private static void listen(StopRequest stop) {
    try (BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      while (commands.readLine() != null) {
        stop.request();
      }
    } catch (IOException e) {
      // The same as its end.
    }
    stop.request();
  }
}
