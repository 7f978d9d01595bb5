package io.alidade.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.alidade.api.AlidadeException;
import io.alidade.api.Batch;
import io.alidade.api.Embeddings;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.Step;
import io.alidade.api.Training;
import io.alidade.nn.Engine;
import io.alidade.nn.Gradients;
import io.alidade.nn.MovingAverage;
import io.alidade.nn.Optimizer;
import io.alidade.runtime.train.diagnosis.Breakdown;
import io.alidade.runtime.train.diagnosis.Diagnosis;
import io.alidade.runtime.train.diagnosis.Reading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The one training loop: batch, objective, gradients, clip, optimiser, bounds, moving average.
 * Every method runs through it. Each step is a scope of its own, so that no array outlives it.
 */
public final class TrainingLoop {
  private final Training.Steps training;
  private final TrainSettings settings;
  private final long seed;
  private final Schedule schedule;
  private final Gradients gradients;
  private final Optimizer optimizer;
  private final Optional<MovingAverage> average;
  private final Optional<GradientCache> cache;

  /**
   * A training at step 0; the state of optimiser and moving average exists from here on.
   *
   * @param learner parameters and buffers by name: what a moving average is taken of
   * @param manager owns that state
   */
  public TrainingLoop(
      Training.Steps training,
      Map<String, NDArray> learner,
      TrainSettings settings,
      long seed,
      NDManager manager) {
    this.training = training;
    this.settings = settings;
    this.seed = seed;
    this.schedule = Schedule.of(settings);
    this.gradients = new Gradients(training.groups(), manager);
    this.optimizer = new Optimizer(settings.optimizer().rule(), training.groups(), manager);
    this.average =
        settings.ema().averages()
            ? Optional.of(new MovingAverage(floating(learner), manager))
            : Optional.empty();
    this.cache = cache(training.objective(), settings.givenMicroBatch().orElse(0));
  }

  /** The same where the groups hold all that is learnt. */
  public TrainingLoop(
      Training.Steps training, TrainSettings settings, long seed, NDManager manager) {
    this(training, parameters(training), settings, seed, manager);
  }

  /** Counters among the buffers have no average. */
  private static Map<String, NDArray> floating(Map<String, NDArray> learner) {
    Map<String, NDArray> floating = new LinkedHashMap<>(learner);
    floating.values().removeIf(value -> !value.getDataType().isFloating());
    return floating;
  }

  /** The optimiser's moments and step counts, and the moving average, for a checkpoint. */
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>(optimizer.state());
    average.ifPresent(
        one -> one.averages().forEach((name, value) -> state.put("ema." + name, value)));
    return state;
  }

  /** Looks at the model that is measured: the moving average, where there is one. */
  public <T> T asMeasured(Supplier<T> look) {
    takeMeasured();
    try {
      return look.get();
    } finally {
      takeMeasured();
    }
  }

  /** Lets the model be the moving average, where there is one, from here on; or back. */
  public void takeMeasured() {
    average.ifPresent(MovingAverage::exchange);
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
    Meter meter = new Meter(System::nanoTime);
    Diagnosis diagnosis = new Diagnosis();
    for (long index = from; index < settings.steps(); index++) {
      if (listener.stopRequested()) {
        return index;
      }
      long done = index + 1;
      boolean recorded = done % settings.logEvery() == 0 || done == settings.steps();
      Optional<Reading> reading = step(source, manager, index, meter, recorded);
      reading.ifPresent(
          one -> {
            listener.metrics(done, settings.steps(), one.values());
            diagnosis.look(one).forEach(listener::warning);
          });
      listener.afterStep(done);
    }
    return settings.steps();
  }

  /** Empty where the step is not recorded. */
  private Optional<Reading> step(
      BatchSource source, NDManager manager, long index, Meter meter, boolean recorded) {
    Step step = new Step(index, settings.steps(), seed);
    try (NDManager own = manager.newSubManager();
        NDScope scope = new NDScope();
        gradients) {
      scope.suppressNotUsedWarning();
      meter.waiting();
      Batch batch = source.batch(index, own);
      meter.arrived(batch.size());
      Loss loss = Engine.withGradients(() -> backward(batch, step, source));
      double norm = gradients.norm();
      if (!Double.isFinite(norm)) {
        List<String> broken = gradients.notFinite();
        throw new Breakdown(step, "gradient norm", norm, broken, source.names(index)).exception();
      }
      double rate = schedule.rate(index);
      optimizer.step(gradients, divisor(norm), rate);
      average.ifPresent(one -> one.update(settings.ema().decay(index)));
      if (!recorded) {
        return Optional.empty();
      }
      Map<String, Double> values = new LinkedHashMap<>(loss.values());
      values.put("gradient-norm", norm);
      values.put("learning-rate", rate);
      values.putAll(meter.read());
      // A bounded scalar, such as the logit scale, is worth watching: it may lie at its limit.
      List<Reading.Bounded> scalars = Reading.bounded(training.groups());
      scalars.forEach(one -> values.put(one.name(), (double) one.value()));
      return Optional.of(
          Reading.of(index + 1, step.total(), batch, loss.embeddings(), values, scalars));
    }
  }

  /** What brings gradients of this norm to the limit, where there is one. */
  private double divisor(double norm) {
    double limit = settings.clipNorm();
    return limit > 0 ? Math.max(1, (norm + 1e-6) / limit) : 1;
  }

  private static Map<String, NDArray> parameters(Training.Steps training) {
    Map<String, NDArray> all = new LinkedHashMap<>();
    training.groups().forEach(group -> all.putAll(group.parameters()));
    return all;
  }

  /** A step's terms by name and their sum, and the embeddings that they came from. */
  private record Loss(Map<String, Double> values, Optional<Embeddings> embeddings) {}

  /** Takes the gradients of every parameter that the loss depends on; returns the loss. */
  private Loss backward(Batch batch, Step step, BatchSource source) {
    Map<String, Double> values = new LinkedHashMap<>();
    if (cache.isPresent() && batch.size() > cache.get().rows()) {
      List<Embeddings> seen = new ArrayList<>();
      cache
          .get()
          .backward(
              batch,
              step,
              gradients,
              (embeddings, terms) -> {
                values.putAll(finite(terms, step, source));
                seen.add(embeddings);
              });
      return new Loss(values, Optional.of(seen.get(0)));
    }
    Optional<Embeddings> embeddings = Optional.empty();
    LossTerms terms;
    if (training.objective() instanceof Objective.OnEmbeddings onEmbeddings) {
      embeddings = Optional.of(onEmbeddings.embed(batch, step));
      terms = onEmbeddings.loss(embeddings.get(), step);
    } else {
      terms = ((Objective.Direct) training.objective()).evaluate(batch, step);
    }
    values.putAll(finite(terms, step, source));
    gradients.add(terms.total());
    return new Loss(values, embeddings);
  }

  private static Map<String, Double> finite(LossTerms terms, Step step, BatchSource source) {
    Map<String, Double> values = new LinkedHashMap<>();
    terms.byName().forEach((name, term) -> values.put(name, (double) term.getFloat()));
    values.put("loss", (double) terms.total().getFloat());
    values.forEach(
        (name, value) -> {
          if (!Double.isFinite(value)) {
            String batch = source.names(step.index());
            throw new Breakdown(step, name, value, List.of(), batch).exception();
          }
        });
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
}
