package io.alidade.runtime.run;

import io.alidade.registry.Planned;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.worker.Job;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is fixed before a run starts, is stored with it, and stays when it goes on: threads and
 * parts move the last bits of its numbers.
 *
 * @param threads of the engine
 * @param microBatch rows of a batch that are embedded at once; 0 takes it whole
 * @param device that the plan was made for, as in {@code gpu:0}
 * @param predictedBytes resident memory at most; empty where it cannot be predicted
 */
public record RunPlan(int threads, int microBatch, String device, OptionalLong predictedBytes) {
  /** What the registry keeps of it. */
  Planned planned() {
    return new Planned(predictedBytes, microBatch, device);
  }

  /** What its batches are cut into and why, where the planner chose to. */
  public Optional<String> sentence(Experiment experiment) {
    var train = experiment.settings().train();
    if (microBatch == 0 || train.givenMicroBatch().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        "gradient caching: a batch of %d is embedded in parts of %d, since it does not fit as a whole"
            .formatted(train.batchSize(), microBatch));
  }

  /** That of a run which began before. */
  static RunPlan of(Job job) {
    OptionalLong bytes =
        job.predictedBytes() > 0 ? OptionalLong.of(job.predictedBytes()) : OptionalLong.empty();
    return new RunPlan(job.threads(), job.microBatch(), job.device(), bytes);
  }
}
