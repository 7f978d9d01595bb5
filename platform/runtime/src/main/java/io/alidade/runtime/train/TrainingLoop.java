package io.alidade.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.alidade.api.AlidadeException;
import io.alidade.api.Batch;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.ParameterGroup;
import io.alidade.api.Step;
import io.alidade.api.Training;
import io.alidade.nn.Engine;
import io.alidade.nn.Ops;
import io.alidade.nn.Optimizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one training loop: batch, objective, gradients, clip, optimiser, bounds. Every method runs
 * through it. Each step is a scope of its own, so that no array outlives it.
 */
public final class TrainingLoop {
  private final Training.Steps training;
  private final TrainSettings settings;
  private final long seed;
  private final Schedule schedule;
  private final Optimizer optimizer;
  private final Optional<GradientCache> cache;

  /**
   * A training at step 0; the optimiser's state exists from here on.
   *
   * @param manager owns the optimiser's state
   */
  public TrainingLoop(
      Training.Steps training, TrainSettings settings, long seed, NDManager manager) {
    this.training = training;
    this.settings = settings;
    this.seed = seed;
    this.schedule = Schedule.of(settings);
    this.optimizer = new Optimizer(settings.optimizer().rule(), training.groups(), manager);
    this.cache = cache(training.objective(), settings.givenMicroBatch().orElse(0));
  }

  /** The optimiser's moments and step counts, for a checkpoint. */
  public Map<String, NDArray> state() {
    return optimizer.state();
  }

  /** {@link #run(BatchSource, long, NDManager, TrainingListener)} from the first step. */
  public long run(BatchSource source, NDManager manager, TrainingListener listener) {
    return run(source, 0, manager, listener);
  }

  /**
   * Trains to the last step, or until the listener asks to stop.
   *
   * @param from steps done before; parameters and optimiser stand where they left them
   * @return steps done
   */
  public long run(BatchSource source, long from, NDManager manager, TrainingListener listener) {
    Meter meter = new Meter();
    for (long index = from; index < settings.steps(); index++) {
      if (listener.stopRequested()) {
        return index;
      }
      Map<String, Double> values = step(source, manager, index, meter);
      long done = index + 1;
      if (done % settings.logEvery() == 0 || done == settings.steps()) {
        values.putAll(meter.read());
        listener.metrics(done, settings.steps(), values);
      }
      listener.afterStep(done);
    }
    return settings.steps();
  }

  private Map<String, Double> step(BatchSource source, NDManager manager, long index, Meter meter) {
    Step step = new Step(index, settings.steps(), seed);
    Map<String, Double> values = new LinkedHashMap<>();
    try (NDManager own = manager.newSubManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      meter.waiting();
      Batch batch = source.batch(index, own);
      meter.arrived(batch.size());
      values.putAll(Engine.withGradients(() -> backward(batch, step)));
      double norm = optimizer.clip(settings.clipNorm());
      if (!Double.isFinite(norm)) {
        throw broken("gradient norm", norm, step);
      }
      double rate = schedule.rate(index);
      optimizer.step(rate);
      values.put("gradient-norm", norm);
      values.put("learning-rate", rate);
      boundedScalars(training.groups(), values);
    }
    return values;
  }

  /** Leaves a gradient on every parameter that the loss depends on; returns the loss. */
  private Map<String, Double> backward(Batch batch, Step step) {
    Map<String, Double> values = new LinkedHashMap<>();
    Objective objective = training.objective();
    if (cache.isPresent() && batch.size() > cache.get().rows()) {
      cache.get().backward(batch, step, terms -> values.putAll(finite(terms, step)));
      return values;
    }
    LossTerms terms = evaluate(objective, batch, step);
    values.putAll(finite(terms, step));
    Ops.backward(terms.total());
    return values;
  }

  private static LossTerms evaluate(Objective objective, Batch batch, Step step) {
    if (objective instanceof Objective.OnEmbeddings onEmbeddings) {
      return onEmbeddings.loss(onEmbeddings.embed(batch, step), step);
    }
    return ((Objective.Direct) objective).evaluate(batch, step);
  }

  private static Map<String, Double> finite(LossTerms terms, Step step) {
    Map<String, Double> values = new LinkedHashMap<>();
    terms.byName().forEach((name, term) -> values.put(name, finite(term, name, step)));
    values.put("loss", finite(terms.total(), "loss", step));
    return values;
  }

  private static Optional<GradientCache> cache(Objective objective, int rows) {
    if (rows == 0) {
      return Optional.empty();
    }
    if (!(objective instanceof Objective.OnEmbeddings onEmbeddings)) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "train.micro-batch is "
              + rows
              + "; expected 0, since this method's loss is not one on embeddings alone");
    }
    if (!onEmbeddings.rowsAreIndependent()) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "train.micro-batch is "
              + rows
              + "; expected 0, since the batch statistics of this tower would be those of a part");
    }
    return Optional.of(new GradientCache(onEmbeddings, rows));
  }

  /** A bounded scalar, such as the logit scale, is worth watching: it may lie at its limit. */
  private static void boundedScalars(List<ParameterGroup> groups, Map<String, Double> values) {
    for (ParameterGroup group : groups) {
      if (group.bounds().limits()) {
        group
            .parameters()
            .forEach(
                (name, value) -> {
                  if (value.size() == 1) {
                    values.put(name, (double) value.toFloatArray()[0]);
                  }
                });
      }
    }
  }

  private static double finite(NDArray scalar, String what, Step step) {
    double value = scalar.getFloat();
    if (!Double.isFinite(value)) {
      throw broken(what, value, step);
    }
    return value;
  }

  private static AlidadeException broken(String what, double value, Step step) {
    return new AlidadeException(
        AlidadeException.Kind.RUN,
        "step %d of %d: %s is %s; expected a finite number (a lower learning rate may help)"
            .formatted(step.index() + 1, step.total(), what, value));
  }
}
