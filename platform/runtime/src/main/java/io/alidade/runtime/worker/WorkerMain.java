package io.alidade.runtime.worker;

import ai.djl.engine.Engine;
import io.alidade.api.AlidadeException.Kind;
import io.alidade.runtime.provenance.PeakMemory;
import io.alidade.runtime.run.StopSignal;
import io.alidade.runtime.worker.Message.Ended;
import io.alidade.runtime.worker.Message.Ended.Outcome;
import io.alidade.runtime.worker.Orders.Order;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Entry of a worker process: one run after the other, until one does not finish, memory has grown,
 * or the host has no more.
 */
public final class WorkerMain {
  /** What a run may leave behind, beyond what the first one did, before a fresh process is due. */
  private static final long MOST_GROWTH = 512L << 20;

  private final Orders orders;
  private final Channel channel;
  private final List<Path> plugins;
  private Optional<Workbench> workbench = Optional.empty();
  private Optional<PrintStream> log = Optional.empty();

  private WorkerMain(Orders orders, Channel channel, List<Path> plugins) {
    this.orders = orders;
    this.channel = channel;
    this.plugins = plugins;
  }

  /** {@code arguments} are the folders to load plugins from. */
  public static void main(String[] arguments) {
    // The channel keeps the standard output; what libraries print there goes to the log.
    FileOutputStream host = new FileOutputStream(FileDescriptor.out);
    logTo(System.err);
    Orders orders = Orders.listen(System.in);
    // Ctrl-C never gets here (see WorkerProcess); who ends the worker alone means the run.
    StopSignal.listen(signal -> orders.end(), signal -> false);
    int code;
    try (Channel channel = new Channel(host)) {
      List<Path> plugins = Arrays.stream(arguments).map(Path::of).toList();
      code = new WorkerMain(orders, channel, plugins).serve();
    }
    // Native threads of the engine would keep the process; halting skips their teardown.
    Runtime.getRuntime().halt(code);
  }

  @SuppressWarnings("SystemOut")
  private static void logTo(PrintStream log) {
    System.setErr(log);
    System.setOut(log);
  }

  /** The exit code. */
  private int serve() {
    warmUp();
    long settled = 0;
    Optional<Order> order = orders.next();
    while (order.isPresent()) {
      PeakMemory.restart();
      Ended end = run(order.get());
      channel.say(new Message.Memory(PeakMemory.bytes()));
      channel.say(end);
      if (end.outcome() != Outcome.FINISHED) {
        return end.outcome() == Outcome.FAILED ? end.kind().exitCode() : 0;
      }
      long now = PeakMemory.now();
      settled = settled == 0 ? now : settled;
      if (now - settled > MOST_GROWTH) {
        return 0;
      }
      channel.say(new Message.Ready());
      order = orders.next();
    }
    return 0;
  }

  /** Loads what every run needs while none is there. */
  private void warmUp() {
    Thread engine = new Thread(() -> Engine.getEngine("PyTorch"), "engine");
    engine.setUncaughtExceptionHandler(
        (thread, failure) -> {}); // The first run meets it again, and says so.
    engine.start();
    try {
      workbench();
      engine.join();
    } catch (RuntimeException | LinkageError e) {
      return; // As above.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Workbench workbench() {
    Workbench known = workbench.orElseGet(() -> new Workbench(plugins));
    workbench = Optional.of(known);
    return known;
  }

  private Ended run(Order order) {
    RunInWorker run = new RunInWorker(order.folder(), channel, order.stop());
    try {
      keepLog(order.folder());
      boolean finished = run.execute(workbench());
      return ended(run, finished ? Outcome.FINISHED : Outcome.STOPPED, Kind.RUN, "");
    } catch (Throwable e) {
      if (order.stop().requested() && isCancellation(e)) {
        return ended(run, Outcome.STOPPED, Kind.RUN, "");
      }
      e.printStackTrace(); // To the run's log.
      Misfortune misfortune = Misfortune.of(e);
      return ended(run, Outcome.FAILED, misfortune.kind(), misfortune.sentence());
    }
  }

  /** The log before is closed here and not sooner: the channel still wrote its last words. */
  private void keepLog(Path folder) throws IOException {
    FileOutputStream file = new FileOutputStream(folder.resolve("log.txt").toFile(), true);
    PrintStream own = new PrintStream(file, true, StandardCharsets.UTF_8);
    logTo(own);
    channel.keepIn(new Diary(own, Instant::now));
    log.ifPresent(PrintStream::close);
    log = Optional.of(own);
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
}
