package io.alidade.runtime.worker;

import ai.djl.ndarray.NDManager;
import io.alidade.api.Learner;
import io.alidade.api.Training;
import io.alidade.runtime.provenance.PeakMemory;
import io.alidade.runtime.train.Solver;
import io.alidade.runtime.train.SolverSettings;
import io.alidade.runtime.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The training of one run that is solved, not stepped; a stopped one begins anew. */
final class SolvingInWorker {
  private final Path folder;
  private final Channel channel;
  private final StopRequest stop;
  private final NDManager manager;
  private double seconds;

  SolvingInWorker(Path folder, Channel channel, StopRequest stop, NDManager manager) {
    this.folder = folder;
    this.channel = channel;
    this.stop = stop;
    this.manager = manager;
  }

  /** Seconds spent in the solver. */
  double seconds() {
    return seconds;
  }

  /** True when all problems were solved. */
  boolean solve(Learner learner, Training.Solve training, SolverSettings settings, String run)
      throws IOException {
    channel.say(new Message.Phase("training"));
    long start = System.nanoTime();
    Optional<Solver.Solved> solved;
    try {
      solved = new Solver(training, settings, manager).run(listener());
    } finally {
      seconds = (System.nanoTime() - start) / 1e9;
    }
    if (solved.isEmpty()) {
      return false;
    }
    if (training.problems().size() > 1) {
      String sentence =
          "%s was best on validation of %d problems"
              .formatted(solved.get().name(), training.problems().size());
      channel.say(new Message.Note(Message.Note.Level.INFO, sentence));
    }
    learner.trained();
    new ModelFile(folder, channel).write(learner, run, solved.get().best());
    return true;
  }

  private TrainingListener listener() {
    return new TrainingListener() {
      @Override
      public void metrics(long step, long total, Map<String, Double> values) {
        channel.offer(new Message.Metrics(step, total, values));
      }

      @Override
      public void warning(String sentence) {
        channel.say(new Message.Note(Message.Note.Level.WARNING, sentence));
      }

      @Override
      public void afterStep(long step) {
        channel.offer(new Message.Memory(PeakMemory.bytes()));
      }

      @Override
      public boolean stopRequested() {
        return stop.requested();
      }
    };
  }
}
