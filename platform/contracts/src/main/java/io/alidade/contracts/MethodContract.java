package io.alidade.contracts;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import io.alidade.api.AlidadeException;
import io.alidade.api.DualEncoder;
import io.alidade.api.Evaluation;
import io.alidade.api.ImageClassifier;
import io.alidade.api.Method;
import io.alidade.api.Objective;
import io.alidade.api.Progress;
import io.alidade.api.Split;
import io.alidade.api.Training;
import io.alidade.eval.ZeroShotClassification;
import io.alidade.eval.ZeroShotSettings;
import io.alidade.nn.Safetensors;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.provenance.PeakMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every method must hold. Its test says which method, and makes it small in the words of an
 * experiment file:
 *
 * <pre>
 *   class MineMethodTest extends MethodContract {
 *     protected Method method() { return new MineMethod(); }
 *     protected String experiment() { return "acme.mine { width = 16, vocabulary = 514 }"; }
 *   }
 * </pre>
 *
 * <p>The method is then found, configured, fed and trained as in a run: by the host's catalog,
 * planner, feeder and training loop, for a few steps on drawings of {@link Shapes}. It is shown the
 * fields that it declares and no others. Checks about training are skipped for a method that trains
 * nothing.
 */
public abstract class MethodContract {
  private static final long SEED = 1;

  /** Bytes; a leak of one small array a step is more, and the JVM itself moves by less. */
  private static final long MOST_GROWTH = 32L << 20;

  @SuppressWarnings("NullAway.Init") // JUnit fills it.
  @TempDir
  Path folder;

  /** A new instance. */
  protected abstract Method method();

  /** What differs from a tiny experiment ({@code tiny.conf}), in HOCON; its later keys win. */
  protected String experiment() {
    return "";
  }

  /** What is trained on. */
  protected Split training() {
    return Shapes.split("train");
  }

  /** What the model is then asked about. */
  protected Split test() {
    return Shapes.split("test");
  }

  private TinyRun run(long seed) {
    return new TinyRun(method(), plannedOrSkipped(), training(), seed);
  }

  /** One check says what is wrong with a plan; the others would repeat it. */
  private Experiment plannedOrSkipped() {
    try {
      return planned();
    } catch (AlidadeException | AssertionError e) {
      return Assumptions.abort("it cannot be planned: isFoundAndPlannedByTheHost says why");
    }
  }

  private Experiment planned() {
    return TinyExperiment.plan(method(), experiment(), folder);
  }

  @Test
  final void isFoundAndPlannedByTheHost() {
    assertThat(planned().method()).isEqualTo(id());
  }

  @Test
  final void isNamedAfterItsId() {
    new MethodMetadata(method()).checkNames();
  }

  @Test
  final void saysWhatItIs() {
    new MethodMetadata(method()).checkWords();
  }

  @Test
  final void givesEachKeyADefaultAndAComment() {
    Reference.beside(method().getClass(), id(), TinyExperiment.spec(method()).settings()).check();
  }

  @Test
  final void keepsItsSettingsOnTheWayToAWorker() {
    Experiment experiment = plannedOrSkipped();
    Record read = TinyExperiment.throughAFile(experiment, folder).methodSettings();
    assertThat(read)
        .withFailMessage(
            "%s: settings are %s, and %s when written to a file and read back; expected the same",
            id(), experiment.methodSettings(), read)
        .isEqualTo(experiment.methodSettings());
  }

  @Test
  final void explainsItselfInItsPackage() {
    Optional<PackageText> text = PackageText.of(method().getClass());
    Assumptions.assumeTrue(
        text.isPresent(), "the source of its package-info.java is not at hand below src/main/java");
    text.get().check();
  }

  @Test
  final void playsItsRoles() {
    try (TinyRun run = run(SEED)) {
      checks(run.trained()).checkRoles();
    }
  }

  @Test
  final void seesEachImageByItself() {
    try (TinyRun run = run(SEED)) {
      checks(run.trained()).checkSingleImages();
    }
  }

  @Test
  final void countsClassNamesThatItCuts() {
    try (TinyRun run = run(SEED).trained()) {
      LongNames names = new LongNames(id(), run.model(), run.manager());
      Assumptions.assumeTrue(names.isRead(), id() + " does not read the names of classes itself");
      names.check(run.counted());
    }
  }

  private ModelChecks checks(TinyRun run) {
    return new ModelChecks(id(), run.model(), test(), run.manager());
  }

  @Test
  final void isTestedWithoutATrace() {
    try (TinyRun run = run(SEED).trained()) {
      Snapshot before = Snapshot.of(run.state());
      Evaluation first = examine(run);
      int arrays = run.manager().getManagedArrays().size();
      assertThat(examine(run))
          .withFailMessage("%s: a second test gives other numbers; expected the same", id())
          .isEqualTo(first);
      requireEqual("testing changes its state", before, Snapshot.of(run.state()));
      int left = run.manager().getManagedArrays().size() - arrays;
      assertThat(left)
          .withFailMessage(
              "%s: a test leaves %d arrays behind; expected none, what a model keeps it makes once",
              id(), left)
          .isZero();
    }
  }

  private Evaluation examine(TinyRun run) {
    Assumptions.assumeTrue(
        run.model().role(DualEncoder.class).isPresent()
            || run.model().role(ImageClassifier.class).isPresent(),
        id() + " does not tell classes of images apart");
    return new ZeroShotClassification()
        .evaluate(
            new TinyExamination(
                run.model(), test(), ZeroShotSettings.DEFAULT, run.manager(), Progress.SILENT));
  }

  @Test
  final void learnsInAFewSteps() {
    try (TinyRun run = run(SEED)) {
      List<Double> losses = run.train(steps(run), UnaryOperator.identity()).losses();
      int part = Math.max(1, losses.size() / 3);
      double before = mean(losses.subList(0, part));
      double after = mean(losses.subList(losses.size() - part, losses.size()));
      assertThat(after)
          .withFailMessage(
              "%s: the loss is %.4f on average in the first %d steps of %d, and %.4f in the last;"
                  + " expected it to fall, with train.steps and train.optimizer.rate in"
                  + " experiment() where the defaults do not suit it",
              id(), before, part, losses.size(), after)
          .isLessThan(before);
    }
  }

  @Test
  final void repeatsItselfBitForBit() {
    requireEqual("two runs of one seed differ", stateAfterTraining(SEED), stateAfterTraining(SEED));
  }

  @Test
  final void startsFromItsSeed() {
    try (TinyRun run = run(SEED)) {
      steps(run);
    }
    assertThat(stateAfterTraining(SEED).difference(stateAfterTraining(SEED + 1)))
        .withFailMessage(
            "%s: two seeds give the same parameters; expected a start drawn from given.random(...)",
            id())
        .isPresent();
  }

  private Snapshot stateAfterTraining(long seed) {
    try (TinyRun run = run(seed).trained()) {
      return Snapshot.of(run.state());
    }
  }

  /**
   * The engine's graph can point into memory of the JVM that is gone by the time of the backward
   * pass; the gradients are then wrong without an error.
   */
  @Test
  final void trainsTheSameWhenMemoryIsCollected() {
    try (TinyRun run = run(SEED);
        TinyRun collected = run(SEED)) {
      Snapshot plain = run.train(steps(run), UnaryOperator.identity()).optimizer();
      Snapshot other = collected.train(steps(collected), CollectingObjective::of).optimizer();
      requireEqual(
          "gradients change when garbage is collected before the backward pass; keep Java numbers"
              + " (mul(Number), div(Number), pow(Number)) out of the objective, io.alidade.nn.Ops"
              + " has what stands in for them",
          plain,
          other);
    }
  }

  /**
   * Gradient caching: a loss on embeddings whose rows are independent has the same gradients when
   * the batch is embedded in parts; any other is refused. After one step the optimiser's moments
   * are the gradients'.
   */
  @Test
  final void trainsTheSameInPartsOfABatchOrRefuses() {
    try (TinyRun whole = oneStep(0);
        TinyRun parts = oneStep(5)) {
      boolean cuts =
          steps(whole).objective() instanceof Objective.OnEmbeddings objective
              && objective.rowsAreIndependent();
      if (!cuts) {
        assertThatThrownBy(() -> parts.train(steps(parts), UnaryOperator.identity()))
            .isInstanceOf(AlidadeException.class)
            .hasMessageStartingWith("train.micro-batch is 5; expected 0");
        return;
      }
      Snapshot expected = whole.train(steps(whole), UnaryOperator.identity()).optimizer();
      Snapshot found = parts.train(steps(parts), UnaryOperator.identity()).optimizer();
      Optional<String> distance = expected.distance(found, 1e-6, 1e-3);
      assertThat(distance)
          .withFailMessage(
              () ->
                  "%s: gradients of a batch differ from those in parts of 5 (%s); expected the"
                          .formatted(id(), distance.orElse(""))
                      + " same, or rowsAreIndependent() to be false")
          .isEmpty();
    }
  }

  private TinyRun oneStep(int microBatch) {
    String text = experiment() + "\ntrain { steps = 1, micro-batch = " + microBatch + " }\n";
    return new TinyRun(method(), TinyExperiment.plan(method(), text, folder), training(), SEED);
  }

  @Test
  final void groupsEachParameterOnce() {
    try (TinyRun run = run(SEED)) {
      new ParameterChecks(id(), run.state()).check(steps(run).groups());
    }
  }

  @Test
  final void staysFinite() {
    try (TinyRun run = run(SEED).trained()) {
      run.state()
          .forEach(
              (name, tensor) -> {
                boolean finite =
                    !tensor.getDataType().isFloating() || ParameterChecks.finite(tensor);
                assertThat(finite)
                    .withFailMessage(
                        "%s: state %s holds NaN or infinity after training; expected numbers",
                        id(), name)
                    .isTrue();
              });
    }
  }

  @Test
  final void leavesNothingBehindAStep() {
    try (TinyRun run = run(SEED)) {
      List<Integer> arrays = run.train(steps(run), UnaryOperator.identity()).arrays();
      assertThat(arrays)
          .withFailMessage(
              "%s: arrays alive after each step are %s; expected as many after every step",
              id(), arrays)
          .containsOnly(arrays.get(0));
    }
  }

  /** The native memory that no count of arrays shows; a quarter of a minute a method. */
  @Test
  @EnabledIfSystemProperty(named = "alidade.long", matches = "true")
  final void takesNoMoreMemoryTheLongerItTrains() {
    String text = experiment() + "\ntrain { steps = 750, log-every = 750 }\n";
    Experiment half = TinyExperiment.plan(method(), text, folder);
    try (TinyRun run = new TinyRun(method(), half, training(), SEED)) {
      run.train(steps(run), UnaryOperator.identity());
      OptionalLong before = residentBytes();
      run.train(steps(run), UnaryOperator.identity());
      OptionalLong after = residentBytes();
      Assumptions.assumeTrue(before.isPresent(), "the system does not tell how much is resident");
      assertThat(after.getAsLong() - before.getAsLong())
          .as("%s: bytes by which 750 further steps grew its process", id())
          .isLessThan(MOST_GROWTH);
    }
  }

  private static OptionalLong residentBytes() {
    System.gc();
    PeakMemory.restart();
    return PeakMemory.told();
  }

  @Test
  final void trainsWithoutAWarning() {
    try (TinyRun run = run(SEED)) {
      List<String> warnings = run.train(steps(run), UnaryOperator.identity()).warnings();
      assertThat(warnings)
          .withFailMessage(
              "%s: the loop says of a training on tidy data: %s; expected no warning",
              id(), String.join("; ", warnings))
          .isEmpty();
    }
  }

  /** A checkpoint holds state() alone: with it a fresh learner has to be the trained one. */
  @Test
  final void isRestoredFromACheckpoint() {
    Path file = folder.resolve("model.safetensors");
    Snapshot expected;
    try (TinyRun run = run(SEED).trained()) {
      Assumptions.assumeFalse(run.state().isEmpty(), id() + " keeps nothing: its state is empty");
      Safetensors.write(file, run.state(), Map.of());
      expected = outputs(run);
    }
    try (TinyRun fresh = run(SEED + 1).trained()) { // some start from zeros
      Snapshot before = outputs(fresh);
      fresh.state().values().forEach(tensor -> tensor.zerosLike().copyTo(tensor));
      assertThat(outputs(fresh).difference(before))
          .withFailMessage(
              "%s: its model says the same when every tensor of state() is 0; expected a model that"
                  + " computes with these tensors",
              id())
          .isPresent();
      Map<String, NDArray> read = Safetensors.read(file, fresh.manager());
      assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(fresh.state().keySet());
      fresh.state().forEach((name, tensor) -> requireNonNull(read.get(name)).copyTo(tensor));
      requireEqual(
          "a model read back from a checkpoint answers differently; does state() hold every tensor"
              + " that it computes with?",
          expected,
          outputs(fresh));
    }
  }

  private Snapshot outputs(TinyRun run) {
    return new Outputs(run.model(), test(), run.manager()).all();
  }

  private Training.Steps steps(TinyRun run) {
    if (run.learner().training() instanceof Training.Steps steps) {
      return steps;
    }
    return Assumptions.abort(id() + " trains nothing: its training is Training.None");
  }

  private void requireEqual(String otherwise, Snapshot expected, Snapshot found) {
    Optional<String> difference = expected.difference(found);
    assertThat(difference)
        .withFailMessage(() -> "%s: %s (%s)".formatted(id(), otherwise, difference.orElse("")))
        .isEmpty();
  }

  private String id() {
    return TinyExperiment.id(method());
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
