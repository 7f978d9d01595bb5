package io.alidade.runtime.worker;

import io.alidade.api.AlidadeException.Kind;
import io.alidade.runtime.provenance.PeakMemory;
import io.alidade.runtime.run.StopSignal;
import io.alidade.runtime.worker.Message.Ended;
import io.alidade.runtime.worker.Message.Ended.Outcome;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CancellationException;

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
    // Ctrl-C never gets here (see WorkerProcess); who ends the worker alone means the run.
    StopSignal.listen(signal -> stop.request(), signal -> false);
    Diary diary = new Diary(System.err, Instant::now);
    Kind kind = Kind.INTERNAL;
    Outcome outcome;
    try (Channel channel = new Channel(host, diary)) {
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
      return ended(run, run.execute() ? Outcome.FINISHED : Outcome.STOPPED, Kind.RUN, "");
    } catch (Throwable e) {
      if (stop.requested() && isCancellation(e)) {
        return ended(run, Outcome.STOPPED, Kind.RUN, "");
      }
      e.printStackTrace(); // To the run's log.
      Misfortune misfortune = Misfortune.of(e);
      return ended(run, Outcome.FAILED, misfortune.kind(), misfortune.sentence());
    }
  }

  private static boolean isCancellation(Throwable thrown) {
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof CancellationException) {
        return true;
      }
    }
    return false;
  }

  private static Ended ended(RunInWorker run, Outcome outcome, Kind kind, String cause) {
    return new Ended(outcome, kind, cause, run.trainingSeconds());
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
