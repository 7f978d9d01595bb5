package io.alidade.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import io.alidade.api.AlidadeException;
import io.alidade.api.Batch;
import io.alidade.api.Field;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.ParameterGroup;
import io.alidade.api.Training;
import io.alidade.nn.Engine;
import io.alidade.nn.Ops;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrainingLoopTest {
  private NDManager manager;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = NDManager.newBaseManager("PyTorch");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private static TrainSettings settings(int steps, int logEvery, double rate) {
    return new TrainSettings(
        steps,
        4,
        0,
        0,
        logEvery,
        new OptimizerSettings(
            OptimizerSettings.Name.ADAMW, rate, List.of(0.9, 0.999), 1e-8, 0, 0, false, 1),
        new ScheduleSettings(ScheduleSettings.Shape.COSINE, 0, 0));
  }

  /** What a training told, and after how many steps it is asked to stop. */
  private static final class Diary implements TrainingListener {
    final Map<Long, Map<String, Double>> metrics = new LinkedHashMap<>();
    final List<Long> steps = new ArrayList<>();
    final List<Boolean> gradients = new ArrayList<>();
    long stopAfter = Long.MAX_VALUE;

    @Override
    public void metrics(long step, long total, Map<String, Double> values) {
      metrics.put(step, values);
    }

    @Override
    public void afterStep(long step) {
      steps.add(step);
      gradients.add(JniUtils.isGradMode());
    }

    @Override
    public boolean stopRequested() {
      return steps.size() >= stopAfter;
    }
  }

  private Diary train(Training.Steps training, TrainSettings settings, long seed) {
    Diary diary = new Diary();
    new TrainingLoop(training, settings, seed, manager)
        .run(Valley.targets(4, seed), manager, diary);
    return diary;
  }

  @Test
  void findsTheBottomOfAValley() {
    Valley valley = new Valley(manager);
    Diary diary = train(valley.training(), settings(200, 50, 0.1), 1);
    float[] point = valley.point.toFloatArray();
    assertThat(point[0]).isCloseTo(1, within(0.05f));
    assertThat(point[1]).isCloseTo(-2, within(0.05f));
    assertThat(point[2]).isCloseTo(0.5f, within(0.05f));
    assertThat(diary.metrics.get(200L).get("distance")).isLessThan(0.03); // the noise, 0.1^2
  }

  /**
   * The scale starts at 0 and is pulled to 3: the pull is 9 and its slope -6. Adam's first step is
   * the rate, in the direction of the slope.
   */
  @Test
  void takesTheFirstStepThatTheFormulaGives() {
    Valley valley = new Valley(manager);
    Diary diary = train(valley.training(), settings(1, 1, 0.1), 1);
    assertThat(diary.metrics.get(1L).get("pull")).isEqualTo(9);
    assertThat(valley.scale.getFloat()).isCloseTo(0.1f, within(1e-6f));
    double distance = diary.metrics.get(1L).get("distance");
    assertThat(diary.metrics.get(1L).get("loss")).isCloseTo(9 + distance, within(1e-5));
    // d distance / d point = 2 / 3 (point - mean target), point 0: targets lie near (1, -2, 0.5).
    double norm = Math.sqrt(36 + 4.0 / 9 * (1 + 4 + 0.25));
    assertThat(diary.metrics.get(1L).get("gradient-norm")).isCloseTo(norm, within(0.05));
  }

  @Test
  void keepsAScaleWithinItsBoundsAndWatchesIt() {
    Valley valley = new Valley(manager);
    Diary diary = train(valley.training(), settings(60, 10, 0.1), 1);
    assertThat(valley.scale.getFloat()).isEqualTo(2);
    assertThat(diary.metrics.get(10L).get("scale")).isBetween(0.5, 1.5);
    assertThat(diary.metrics.get(60L).get("scale")).isEqualTo(2);
  }

  @Test
  void repeatsARunBitForBitFromItsSeed() {
    float[] first = trained(7);
    assertThat(trained(7)).isEqualTo(first);
    assertThat(trained(8)).isNotEqualTo(first);
  }

  private float[] trained(long seed) {
    Valley valley = new Valley(manager);
    train(valley.training(), settings(25, 25, 0.1), seed);
    return valley.point.toFloatArray();
  }

  @Test
  void trainsOnEmbeddingsAsOnTheBatch() {
    Valley told = new Valley(manager);
    train(told.training(told.onEmbeddings()), settings(25, 25, 0.1), 7);
    assertThat(told.point.toFloatArray()).isEqualTo(trained(7));
  }

  @Test
  void givesAnObjectiveItsStep() {
    Valley valley = new Valley(manager);
    List<String> steps = new ArrayList<>();
    Objective.Direct objective =
        (batch, step) -> {
          steps.add(step.index() + " of " + step.total() + ", seed " + step.seed());
          return valley.loss(batch, step);
        };
    train(valley.training(objective), settings(2, 1, 0.1), 5);
    assertThat(steps).containsExactly("0 of 2, seed 5", "1 of 2, seed 5");
  }

  @Test
  void namesItsMetricsAndTellsThemAsOftenAsAskedAndAtTheEnd() {
    Diary diary = train(new Valley(manager).training(), settings(10, 4, 0.1), 1);
    assertThat(diary.metrics.keySet()).containsExactly(4L, 8L, 10L);
    diary.metrics.forEach(
        (step, values) -> {
          assertThat(values)
              .containsOnlyKeys(
                  "loss",
                  "distance",
                  "pull",
                  "learning-rate",
                  "gradient-norm",
                  "samples-per-second",
                  "data-wait",
                  "scale");
          assertThat(values.get("learning-rate"))
              .isEqualTo(new Schedule(ScheduleSettings.Shape.COSINE, 0.1, 0, 0, 10).rate(step - 1));
          assertThat(values.get("samples-per-second")).isPositive();
          assertThat(values.get("data-wait")).isBetween(0.0, 1.0);
        });
    assertThat(diary.steps).hasSize(10).startsWith(1L, 2L).endsWith(10L);
    assertThat(diary.gradients).containsOnly(false);
  }

  @Test
  void stopsBeforeTheStepAtWhichItIsAskedTo() {
    Valley valley = new Valley(manager);
    Diary diary = new Diary();
    diary.stopAfter = 3;
    List<Long> asked = new ArrayList<>();
    BatchSource targets = Valley.targets(4, 1);
    long done =
        new TrainingLoop(valley.training(), settings(10, 1, 0.1), 1, manager)
            .run(
                (step, own) -> {
                  asked.add(step);
                  return targets.batch(step, own);
                },
                manager,
                diary);
    assertThat(done).isEqualTo(3);
    assertThat(asked).containsExactly(0L, 1L, 2L);
    assertThat(diary.steps).containsExactly(1L, 2L, 3L);
  }

  @Test
  void saysWhichTermOfTheLossIsNotFiniteAndAtWhichStep() {
    Valley valley = new Valley(manager);
    BatchSource targets = Valley.targets(4, 1);
    BatchSource broken =
        (step, own) ->
            step < 2
                ? targets.batch(step, own)
                : new Batch(
                    1, Map.of(Field.IMAGE, own.full(new Shape(1, 3), Float.NaN, DataType.FLOAT32)));
    assertThatThrownBy(
            () ->
                new TrainingLoop(valley.training(), settings(10, 1, 0.1), 1, manager)
                    .run(broken, manager, new Diary()))
        .isInstanceOfSatisfying(
            AlidadeException.class, e -> assertThat(e.kind()).isEqualTo(AlidadeException.Kind.RUN))
        .hasMessage(
            "step 3 of 10: distance is NaN; expected a finite number (a lower learning rate may"
                + " help)");
    for (float value : valley.point.toFloatArray()) {
      assertThat(value).isFinite(); // the broken step stepped nothing
    }
    assertThat(JniUtils.isGradMode()).isFalse();
  }

  @Test
  void saysWhichBatchBrokeTheLoss() {
    BatchSource broken =
        new BatchSource() {
          @Override
          public Batch batch(long step, NDManager own) {
            NDArray images = own.full(new Shape(1, 3), Float.NaN, DataType.FLOAT32);
            return new Batch(1, Map.of(Field.IMAGE, images));
          }

          @Override
          public String names(long step) {
            return "epoch 1: photo-" + step;
          }
        };
    TrainingLoop loop =
        new TrainingLoop(new Valley(manager).training(), settings(9, 1, 0.1), 1, manager);
    assertThatThrownBy(() -> loop.run(broken, manager, new Diary()))
        .hasMessageEndingWith("; the batch is epoch 1: photo-0");
  }

  /** Clipping by a norm that is NaN must not make NaN of the gradients that are none. */
  @Test
  void namesTheParametersWhoseGradientIsNotFinite() {
    NDArray x = manager.zeros(new Shape(1));
    NDArray y = manager.ones(new Shape(2));
    NDArray unused = manager.ones(new Shape(2));
    List.of(x, y, unused).forEach(each -> each.setRequiresGradient(true));
    Objective.Direct root =
        (batch, step) -> LossTerms.of("root", x.mul(x).sqrt().sum().add(y.mul(y).sum()));
    Map<String, NDArray> parameters = new LinkedHashMap<>();
    parameters.put("unused", unused);
    parameters.put("y", y);
    parameters.put("x", x);
    TrainSettings plain = settings(1, 1, 0.1);
    TrainSettings clipped = new TrainSettings(1, 4, 0, 1, 1, plain.optimizer(), plain.schedule());
    Training.Steps training =
        new Training.Steps(List.of(new ParameterGroup("all", parameters, 1, 0)), root);
    assertThatThrownBy(() -> train(training, clipped, 1))
        .hasMessageStartingWith("step 1 of 1: gradient norm is NaN; expected a finite number")
        .hasMessageEndingWith("; not finite are the gradients of x");
  }

  /** average = decay average + (1 - decay) value after each step, from the values at the start. */
  @Test
  void averagesWhatIsLearntAfterEachStep() {
    Valley valley = new Valley(manager);
    TrainingLoop loop = averaging(valley, new AverageSettings(0.6, false));
    double[] expected = new double[Valley.WIDTH];
    loop.run(
        Valley.targets(4, 1),
        manager,
        new TrainingListener() {
          @Override
          public void metrics(long step, long total, Map<String, Double> values) {}

          @Override
          public void afterStep(long step) {
            for (int i = 0; i < expected.length; i++) {
              expected[i] = 0.6 * expected[i] + 0.4 * valley.point.getFloat(i);
            }
          }
        });
    float[] average = loop.state().get("ema.point").toFloatArray();
    for (int i = 0; i < expected.length; i++) {
      assertThat(average[i]).isCloseTo((float) expected[i], within(1e-6f));
      assertThat(average[i]).isNotEqualTo(valley.point.getFloat(i));
    }
    float[] last = valley.point.toFloatArray();
    assertThat(loop.asMeasured(valley.point::toFloatArray)).containsExactly(average);
    assertThat(valley.point.toFloatArray()).containsExactly(last);
  }

  private TrainingLoop averaging(Valley valley, AverageSettings average) {
    TrainSettings plain = settings(10, 1, 0.1);
    TrainSettings averaging =
        new TrainSettings(
            10,
            4,
            "0",
            0,
            1,
            plain.optimizer(),
            plain.schedule(),
            average,
            plain.keepBest(),
            SolverSettings.DEFAULT);
    Map<String, NDArray> state = new LinkedHashMap<>();
    state.put("point", valley.point);
    state.put("seen", manager.zeros(new Shape(1), DataType.INT64)); // a counter has no average
    return new TrainingLoop(valley.training(), state, averaging, 1, manager);
  }

  @Test
  void averagesWhatTheLearnerKeepsAndNoCounter() {
    assertThat(averaging(new Valley(manager), new AverageSettings(0.6, false)).state())
        .containsKey("ema.point")
        .doesNotContainKeys("ema.seen", "ema.scale");
  }

  /** (1 + i) / (10 + i): 1 / 10, 2 / 11, ..., 91 / 100 at step 90, and 0.9 before. */
  @Test
  void letsTheAverageForgetItsStart() {
    AverageSettings warm = new AverageSettings(0.9, true);
    assertThat(warm.decay(0)).isEqualTo(0.1);
    assertThat(warm.decay(1)).isEqualTo(2.0 / 11);
    assertThat(warm.decay(79)).isLessThan(0.9);
    assertThat(warm.decay(90)).isEqualTo(0.9);
    assertThat(new AverageSettings(0.9, false).decay(0)).isEqualTo(0.9);
    assertThatThrownBy(() -> new AverageSettings(1, false)).hasMessageStartingWith("decay is 1");
  }

  /** The root of x^2 has no slope at 0: the loss is finite and its gradient is not. */
  @Test
  void saysThatTheGradientIsNotFinite() {
    NDArray x = manager.zeros(new Shape(1));
    x.setRequiresGradient(true);
    Objective.Direct root = (batch, step) -> LossTerms.of("root", x.mul(x).sqrt().sum());
    Training.Steps training =
        new Training.Steps(List.of(new ParameterGroup("x", Map.of("x", x), 1, 0)), root);
    assertThatThrownBy(() -> train(training, settings(10, 1, 0.1), 1))
        .isInstanceOf(AlidadeException.class)
        .hasMessageStartingWith("step 1 of 10: gradient norm is NaN; expected a finite number");
    assertThat(x.getFloat(0)).isZero();
  }

  /** Two gradients of 3 and 4 are stepped as 0.6 and 0.8; Adam divides by their size again. */
  @Test
  void clipsByTheNormOfAllGradientsAndTellsTheOneBefore() {
    NDArray x = manager.zeros(new Shape(2));
    x.setRequiresGradient(true);
    NDArray slopes = manager.create(new float[] {3, 4});
    Objective.Direct plane = (batch, step) -> LossTerms.of("plane", x.mul(slopes).sum());
    TrainSettings plain = settings(1, 1, 0.1);
    TrainSettings clipped =
        new TrainSettings(
            1,
            4,
            0,
            1,
            1,
            // With a large epsilon a step is the rate times gradient / (|gradient| + epsilon).
            new OptimizerSettings(
                OptimizerSettings.Name.ADAMW, 0.1, List.of(0.9, 0.999), 1, 0, 0, false, 1),
            plain.schedule());
    Training.Steps training =
        new Training.Steps(List.of(new ParameterGroup("x", Map.of("x", x), 1, 0)), plane);
    Diary diary = train(training, clipped, 1);
    assertThat(diary.metrics.get(1L).get("gradient-norm")).isEqualTo(5);
    assertThat(x.getFloat(0)).isCloseTo(-0.1f * 0.6f / 1.6f, within(1e-5f));
    assertThat(x.getFloat(1)).isCloseTo(-0.1f * 0.8f / 1.8f, within(1e-5f));
  }

  @Test
  void keepsItsStateForACheckpoint() {
    Valley valley = new Valley(manager);
    TrainingLoop loop = new TrainingLoop(valley.training(), settings(5, 5, 0.1), 1, manager);
    loop.run(Valley.targets(4, 1), manager, new Diary());
    assertThat(loop.state())
        .containsOnlyKeys(
            "adamw.first.point",
            "adamw.second.point",
            "adamw.steps.point",
            "adamw.first.scale",
            "adamw.second.scale",
            "adamw.steps.scale");
    assertThat(loop.state().get("adamw.steps.point").getFloat()).isEqualTo(5);
  }

  /** Every array of a step ends with it, whatever manager it was made on. */
  @Test
  void leavesNoArrayBehind() {
    Valley valley = new Valley(manager);
    TrainingLoop loop = new TrainingLoop(valley.training(), settings(300, 300, 0.01), 1, manager);
    List<NDArray> batches = new ArrayList<>();
    List<Integer> held = new ArrayList<>();
    BatchSource targets = Valley.targets(4, 1);
    loop.run(
        (step, own) -> {
          Batch batch = targets.batch(step, own);
          batches.add(batch.images());
          return batch;
        },
        manager,
        new TrainingListener() {
          @Override
          public void metrics(long step, long total, Map<String, Double> values) {}

          @Override
          public void afterStep(long step) {
            held.add(manager.getManagedArrays().size());
          }
        });
    assertThat(batches).hasSize(300).allMatch(NDArray::isReleased);
    assertThat(held.get(299)).isEqualTo(held.get(0));
  }

  /**
   * An array of a step takes 4 MB: one that stays each time takes 1.1 GB by the end. Java's own
   * heap is allowed to grow meanwhile.
   */
  @Test
  void holdsItsMemoryOver300Steps() {
    Path status = Path.of("/proc/self/status");
    assumeThat(status).as("this system does not say what a process holds").exists();
    NDArray wide = manager.zeros(new Shape(1_000_000));
    wide.setRequiresGradient(true);
    Objective.Direct objective =
        (batch, step) -> {
          NDArray away = wide.sub(batch.images().mean());
          return LossTerms.of("distance", Ops.mean(Ops.times(0.5, away.mul(away))));
        };
    Training.Steps training =
        new Training.Steps(
            List.of(new ParameterGroup("wide", Map.of("wide", wide), 1, 0)), objective);
    List<Long> resident = new ArrayList<>();
    new TrainingLoop(training, settings(300, 300, 0.01), 1, manager)
        .run(
            Valley.targets(4, 1),
            manager,
            new TrainingListener() {
              @Override
              public void metrics(long step, long total, Map<String, Double> values) {}

              @Override
              public void afterStep(long step) {
                if (step == 20 || step == 300) {
                  resident.add(megabytes(status));
                }
              }
            });
    assertThat(resident.get(1) - resident.get(0)).as("MB grown: %s", resident).isLessThan(700);
  }

  private static long megabytes(Path status) {
    try {
      String line =
          Files.readAllLines(status).stream()
              .filter(text -> text.startsWith("VmRSS:"))
              .findFirst()
              .orElseThrow();
      return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
