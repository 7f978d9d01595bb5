package io.alidade.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.nn.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  private static final int STEPS = 20;
  private static final Map<String, String> FACTS = Map.of("threads", "1");

  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();
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

  /** A training with what it learns; each has arrays of its own. */
  private final class Run {
    final Valley valley = new Valley(manager);
    final TrainingLoop loop;
    final Checkpoints checkpoints;

    Run(Map<String, String> facts) {
      this(facts, settings());
    }

    Run(Map<String, String> facts, TrainSettings settings) {
      loop = new TrainingLoop(valley.training(), settings, 1, manager);
      Map<String, NDArray> state = Map.of("point", valley.point, "scale", valley.scale);
      checkpoints = new Checkpoints(folder, state, loop.state(), facts);
    }

    void train(long from, long to) {
      loop.run(
          Valley.targets(4, 1),
          from,
          manager,
          new TrainingListener() {
            private long done = from;

            @Override
            public void metrics(long step, long total, Map<String, Double> values) {}

            @Override
            public void afterStep(long step) {
              done = step;
            }

            @Override
            public boolean stopRequested() {
              return done == to;
            }
          });
    }
  }

  private static TrainSettings settings() {
    return new TrainSettings(
        STEPS,
        4,
        0,
        1,
        1,
        new OptimizerSettings(
            OptimizerSettings.Name.ADAMW, 0.1, List.of(0.9, 0.999), 1e-8, 0.1, 0, false, 1),
        new ScheduleSettings(ScheduleSettings.Shape.COSINE, 0.2, 0));
  }

  private static TrainSettings averaging() {
    TrainSettings plain = settings();
    return new TrainSettings(
        STEPS,
        4,
        "0",
        1,
        1,
        plain.optimizer(),
        plain.schedule(),
        new AverageSettings(0.9, true),
        plain.keepBest(),
        SolverSettings.DEFAULT);
  }

  private static float[] end(Run run) {
    return run.valley.point.concat(run.valley.scale.reshape(1)).toFloatArray();
  }

  @Test
  void goesOnAsIfItHadNeverStopped() {
    Run whole = new Run(FACTS);
    whole.train(0, STEPS);
    Run first = new Run(FACTS);
    first.train(0, 7);
    first.checkpoints.write(7, 1);
    Run second = new Run(FACTS);
    long from = second.checkpoints.restore(notes::add);
    assertThat(from).isEqualTo(7);
    second.train(from, STEPS);
    assertThat(end(second)).containsExactly(end(whole));
    assertThat(notes).isEmpty();
  }

  @Test
  void goesOnWithTheSameMovingAverage() {
    Run whole = new Run(FACTS, averaging());
    whole.train(0, STEPS);
    Run first = new Run(FACTS, averaging());
    first.train(0, 7);
    first.checkpoints.write(7, 1);
    Run second = new Run(FACTS, averaging());
    second.train(second.checkpoints.restore(notes::add), STEPS);
    assertThat(end(second)).containsExactly(end(whole));
    float[] average = whole.loop.asMeasured(() -> end(whole));
    assertThat(average).isNotEqualTo(end(whole));
    assertThat(second.loop.asMeasured(() -> end(second))).containsExactly(average);
    assertThat(notes).isEmpty();
  }

  @Test
  void namesTheNewestFileThatHoldsNumbersAlone() {
    Run run = new Run(FACTS);
    assertThat(run.checkpoints.lastGood()).isEmpty();
    Path good = run.checkpoints.write(5, 3);
    assertThat(run.checkpoints.lastGood()).contains(good);
    run.valley.point.set(new float[] {1, Float.NaN, 1});
    run.checkpoints.write(10, 3);
    assertThat(run.checkpoints.lastGood()).contains(good);
    assertThat(end(run)).as("looking changes nothing").contains(Float.NaN);
  }

  @Test
  void startsAtTheFirstStepWhereThereIsNone() {
    assertThat(Checkpoints.exist(folder)).isFalse();
    assertThat(new Run(FACTS).checkpoints.restore(notes::add)).isZero();
  }

  @Test
  void keepsTheNewestAlone() throws IOException {
    Run run = new Run(FACTS);
    for (long step : new long[] {5, 10, 15}) {
      run.checkpoints.write(step, 2);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("step-00000010.safetensors", "step-00000015.safetensors");
    }
    Checkpoints.clear(folder);
    assertThat(Checkpoints.exist(folder)).isFalse();
  }

  @Test
  void passesOverADamagedFileAndSaysSo() throws IOException {
    Run run = new Run(FACTS);
    run.train(0, 5);
    run.checkpoints.write(5, 2);
    float[] then = end(run);
    run.train(5, 10);
    Path newest = run.checkpoints.write(10, 2);
    byte[] bytes = Files.readAllBytes(newest);
    bytes[bytes.length - 1] ^= 1;
    Files.write(newest, bytes);
    Run again = new Run(FACTS);
    assertThat(again.checkpoints.restore(notes::add)).isEqualTo(5);
    assertThat(end(again)).containsExactly(then);
    assertThat(notes).singleElement().asString().startsWith(newest + ": tensor ");
  }

  @Test
  void saysWhereTheBitsMayDiffer() {
    new Run(FACTS).checkpoints.write(5, 1);
    new Run(Map.of("threads", "2")).checkpoints.restore(notes::add);
    assertThat(notes).singleElement().asString().startsWith("threads was 1 and is 2: the numbers");
  }
}
