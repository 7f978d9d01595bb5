package io.alidade.runtime.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.Learner;
import io.alidade.api.Objective;
import io.alidade.api.Split;
import io.alidade.api.Training;
import io.alidade.nn.Engine;
import io.alidade.runtime.memory.Footprint;
import io.alidade.runtime.memory.MicroBatch.Parts;
import io.alidade.runtime.plan.ExperimentSettings;
import io.alidade.runtime.provenance.PeakMemory;
import java.util.Optional;

/** Says what a method prepared, instead of training it. */
final class Sizer {
  private Sizer() {}

  static Message.Size size(
      Learner learner, ExperimentSettings settings, Split split, NDManager manager) {
    String device = Engine.device(manager);
    boolean tells = PeakMemory.told().isPresent();
    if (!(learner.training() instanceof Training.Steps steps)) {
      Footprint still = tells ? Footprint.still(PeakMemory.bytes()) : null;
      return new Message.Size(false, 0, device, Parts.DIRECT, still);
    }
    long parameters =
        steps.groups().stream()
            .flatMap(group -> group.parameters().values().stream())
            .mapToLong(NDArray::size)
            .sum();
    // What lies on a GPU is not in the resident memory.
    Optional<Footprint> footprint =
        tells && device.equals("cpu")
            ? Optional.of(new FootprintProbe(learner, steps, settings, manager).measure(split))
            : Optional.empty();
    return new Message.Size(
        true, parameters, device, parts(steps.objective()), footprint.orElse(null));
  }

  private static Parts parts(Objective objective) {
    if (!(objective instanceof Objective.OnEmbeddings onEmbeddings)) {
      return Parts.DIRECT;
    }
    return onEmbeddings.rowsAreIndependent() ? Parts.ALLOWED : Parts.BATCH_STATISTICS;
  }
}
