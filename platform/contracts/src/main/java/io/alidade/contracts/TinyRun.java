package io.alidade.contracts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.DualEncoder;
import io.alidade.api.Field;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.Model;
import io.alidade.api.Objective;
import io.alidade.api.Preparation;
import io.alidade.api.Progress;
import io.alidade.api.Seeds;
import io.alidade.api.Split;
import io.alidade.api.Training;
import io.alidade.data.Feeder;
import io.alidade.nn.Engine;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.plan.Foundation;
import io.alidade.runtime.train.Solver;
import io.alidade.runtime.train.TrainingListener;
import io.alidade.runtime.train.TrainingLoop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** A method prepared, and trained on request: what a run's worker does, in small. */
final class TinyRun implements AutoCloseable {
  private static final int FEEDER_THREADS = 2;

  private final Experiment experiment;
  private final Split training;
  private final long seed;
  private final Set<String> counted = new LinkedHashSet<>();
  private final NDManager manager;
  private final Learner learner;

  TinyRun(Method method, Experiment experiment, Split training, long seed) {
    // One thread: the contract's numbers are the same on every machine of a kind.
    Engine.configure(1);
    this.experiment = experiment;
    this.training = new Declared(training, Set.of(TinyExperiment.spec(method).needs()));
    this.seed = seed;
    this.manager = Engine.openOnCpu();
    this.learner = method.prepare(new Given());
  }

  /** What a run gives its method. */
  private final class Given implements Preparation {
    @Override
    public <S extends Record> S settings(Class<S> type) {
      return type.cast(experiment.methodSettings());
    }

    @Override
    public Split training() {
      return training;
    }

    /** The same: what is chosen on it is not what is tested. */
    @Override
    public Optional<Split> validation() {
      return Optional.of(training);
    }

    @Override
    public Path foundation(String name) {
      return ((Foundation.Folder) Objects.requireNonNull(experiment.foundations().get(name)))
          .path();
    }

    @Override
    public RandomGenerator random(String purpose) {
      return new SplittableRandom(Seeds.mix(seed, purpose, 0));
    }

    @Override
    public NDManager manager() {
      return manager;
    }

    @Override
    public Progress progress() {
      return new Counting();
    }
  }

  private final class Counting implements Progress {
    @Override
    public void advance(String what, long done, long total) {}

    @Override
    public void note(String sentence) {}

    @Override
    public void count(String kind, String one) {
      counted.add(kind + ": " + one);
    }
  }

  /** What a run would say at its end, one by one. */
  Set<String> counted() {
    return counted;
  }

  /**
   * What a training left behind.
   *
   * @param losses after each step
   * @param arrays that the run's manager held after each step
   * @param optimizer state
   * @param warnings what the loop found wrong
   */
  record Trained(
      List<Double> losses, List<Integer> arrays, Snapshot optimizer, List<String> warnings) {}

  NDManager manager() {
    return manager;
  }

  Learner learner() {
    return learner;
  }

  Model model() {
    return learner.model();
  }

  Map<String, NDArray> state() {
    return learner.state();
  }

  /** Trains or solves to the end; a method that trains nothing has come to it. */
  TinyRun trained() {
    if (learner.training() instanceof Training.Steps steps) {
      train(steps, UnaryOperator.identity());
    }
    if (learner.training() instanceof Training.Solve solve) {
      new Solver(solve, experiment.settings().train().solver(), manager)
          .run((step, total, values) -> {});
    }
    Engine.withoutGradients(
        () -> {
          learner.trained();
          return learner;
        });
    return this;
  }

  /** Trains to the end, with {@code around} what is minimised. */
  Trained train(Training.Steps steps, UnaryOperator<Objective> around) {
    List<Double> losses = new ArrayList<>();
    List<Integer> arrays = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    TrainingLoop loop =
        new TrainingLoop(
            new Training.Steps(steps.groups(), around.apply(steps.objective()), steps.fields()),
            experiment.settings().train(),
            seed,
            manager);
    try (Feeder feeder = feeder(steps.fields())) {
      loop.run(
          (step, own) -> feeder.next(own),
          manager,
          new TrainingListener() {
            @Override
            public void metrics(long step, long total, Map<String, Double> values) {
              losses.add(Objects.requireNonNull(values.get("loss")));
            }

            @Override
            public void warning(String sentence) {
              warnings.add(sentence);
            }

            @Override
            public void afterStep(long step) {
              arrays.add(manager.getManagedArrays().size());
            }
          });
    }
    return new Trained(losses, arrays, Snapshot.of(loop.state()), warnings);
  }

  private Feeder feeder(Set<Field> fields) {
    return new Feeder(
        training,
        model().images(),
        model().role(DualEncoder.class).map(DualEncoder::tokenizer),
        fields,
        experiment.settings().data(),
        experiment.settings().train().batchSize(),
        seed,
        0,
        FEEDER_THREADS);
  }

  @Override
  public void close() {
    try (manager) {
      learner.close();
    }
  }
}
