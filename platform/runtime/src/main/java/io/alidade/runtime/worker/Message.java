package io.alidade.runtime.worker;

import io.alidade.api.AlidadeException;
import io.alidade.api.Measurement;
import io.alidade.runtime.memory.Footprint;
import io.alidade.runtime.memory.MicroBatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a worker says to its host; one JSON line each. */
public sealed interface Message {
  /** What the run now does: {@code data}, {@code training}, {@code evaluation}. */
  record Phase(String name) implements Message {}

  /** Long work: {@code done} of {@code total} units of {@code what}. */
  record Advance(String what, long done, long total) implements Message {}

  /**
   * What a method prepared.
   *
   * @param trained whether it is trained in steps
   * @param parameters how many numbers that changes
   * @param device that it was prepared on
   * @param parts whether its batches can be embedded in parts
   * @param footprint what it takes, where that can be measured
   */
  record Size(
      boolean trained,
      long parameters,
      String device,
      MicroBatch.Parts parts,
      @Nullable Footprint footprint)
      implements Message {
    public Optional<Footprint> known() {
      return Optional.ofNullable(footprint);
    }
  }

  /** Values of one step, by metric name. */
  record Metrics(long step, long total, Map<String, Double> values) implements Message {}

  /** A sentence to be seen and kept. */
  record Note(Level level, String text) implements Message {
    /** How much it matters; a detail is kept with the run, and not said while it goes on. */
    public enum Level {
      DETAIL,
      INFO,
      WARNING
    }
  }

  /** What one entry of {@code evaluate} gave. */
  record Measured(
      String protocol,
      String protocolHash,
      String dataset,
      String fingerprint,
      String split,
      List<Measurement> measurements)
      implements Message {}

  /**
   * What was learnt.
   *
   * @param parameters numbers that training changed
   * @param tried configurations that were compared on validation
   */
  record Learnt(long parameters, int tried) implements Message {}

  /** A file under the run's folder, by its relative path. */
  record Artifact(String kind, String path) implements Message {}

  /** Highest resident memory so far. */
  record Memory(long peakBytes) implements Message {}

  /** The last message about a run: how it ended. */
  record Ended(Outcome outcome, AlidadeException.Kind kind, String cause, double trainingSeconds)
      implements Message {
    /** How a run can end by its own account. */
    public enum Outcome {
      FINISHED,
      FAILED,
      STOPPED
    }
  }

  /** The worker takes another job. One that does not ends its process instead. */
  record Ready() implements Message {}
}
