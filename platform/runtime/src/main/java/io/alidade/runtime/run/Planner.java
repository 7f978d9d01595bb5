package io.alidade.runtime.run;

import io.alidade.api.AlidadeException;
import io.alidade.runtime.memory.Footprint;
import io.alidade.runtime.memory.MachineMemory;
import io.alidade.runtime.memory.MicroBatch;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.worker.Message;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Chooses what has to be fixed before a run, from its configuration, its size and the machine. */
public final class Planner {
  private Planner() {}

  /**
   * The plan of an experiment's runs. Refuses one whose batches cannot fit.
   *
   * @param size of its model; empty where it could not be found out
   */
  public static RunPlan plan(Experiment experiment, Optional<Message.Size> size) {
    var execution = experiment.settings().execution();
    var train = experiment.settings().train();
    int threads = execution.threadsHere();
    OptionalInt configured = train.givenMicroBatch();
    Optional<Footprint> footprint = size.flatMap(Message.Size::known);
    String device = size.map(Message.Size::device).orElse(execution.device());
    if (footprint.isEmpty()) {
      return new RunPlan(threads, configured.orElse(0), device, OptionalLong.empty());
    }
    try {
      MicroBatch chosen =
          MicroBatch.choose(
              train.batchSize(),
              configured,
              size.get().parts(),
              footprint.get(),
              MachineMemory.here(execution.memoryBytes()));
      return new RunPlan(threads, chosen.rows(), device, OptionalLong.of(chosen.bytes()));
    } catch (AlidadeException e) {
      throw new AlidadeException(e.kind(), experiment.name() + ": " + e.getMessage(), e);
    }
  }
}
