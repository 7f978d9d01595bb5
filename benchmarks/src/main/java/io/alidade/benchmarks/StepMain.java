package io.alidade.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.Batch;
import io.alidade.api.Field;
import io.alidade.contrastive.clip.ClipObjective;
import io.alidade.nn.DualTowers;
import io.alidade.nn.DualTowersLearner;
import io.alidade.nn.Engine;
import io.alidade.nn.PretrainingSettings.LogitScale;
import io.alidade.runtime.train.OptimizerSettings;
import io.alidade.runtime.train.ScheduleSettings;
import io.alidade.runtime.train.TrainSettings;
import io.alidade.runtime.train.TrainingListener;
import io.alidade.runtime.train.TrainingLoop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Times the training step of CLIP through the one loop; images lie ready, captions change. */
final class StepMain {
  private StepMain() {}

  /**
   * Arguments: folder of the benchmarks, shape, batch, micro-batch, seconds, threads, and what the
   * value is: {@code pairs} a second, {@code gflops} of necessary arithmetic a second, or the
   * {@code batch} itself.
   */
  public static void main(String[] args) {
    Path benchmarks = Path.of(args[0]);
    Shape shape = Shape.named(args[1]);
    int size = Integer.parseInt(args[2]);
    int microBatch = Integer.parseInt(args[3]);
    double seconds = Double.parseDouble(args[4]);
    Engine.configure(Integer.parseInt(args[5]));
    try (NDManager manager = Engine.open("cpu")) {
      DualTowers towers = shape.towers(manager);
      NDArray images =
          manager.randomNormal(
              new ai.djl.ndarray.types.Shape(size, 3, shape.pixels(), shape.pixels()));
      Random64 random = new Random64(1);
      int[] lengths = shape.lengths(benchmarks);
      List<Double> times = new ArrayList<>();
      Clock clock = new Clock(seconds, times);
      new TrainingLoop(learner(towers).training(), settings(size, microBatch), 1, manager)
          .run(
              (step, own) -> {
                NDArray tokens =
                    own.create(
                        Captions.rows(
                            size, lengths, shape.text().context(), shape.vocabulary(), random),
                        new ai.djl.ndarray.types.Shape(size, shape.text().context()));
                return new Batch(size, Map.of(Field.IMAGE, images, Field.CAPTION, tokens));
              },
              manager,
              clock);
      double pairs = size / Measured.median(times);
      Measured.print(
          switch (args.length > 6 ? args[6] : "pairs") {
            case "gflops" -> pairs * Arithmetic.perPair(shape, mean(lengths), size) / 1e9;
            case "batch" -> size;
            default -> pairs;
          },
          times);
    }
  }

  private static DualTowersLearner learner(DualTowers towers) {
    return DualTowersLearner.of(
        towers, new LogitScale(1, 100, 1), new ClipObjective(towers)); // the start is set already
  }

  private static double mean(int[] lengths) {
    return Arrays.stream(lengths).average().orElse(0);
  }

  private static TrainSettings settings(int size, int microBatch) {
    return new TrainSettings(
        1_000_000,
        size,
        microBatch,
        1,
        1_000_000,
        new OptimizerSettings(
            OptimizerSettings.Name.ADAMW, 5e-4, List.of(0.9, 0.98), 1e-6, 0.2, 0.9, false, 0.001),
        new ScheduleSettings(ScheduleSettings.Shape.CONSTANT, 0, 0));
  }

  /** Stops the training when time is up; the first steps are not counted. */
  private static final class Clock implements TrainingListener {
    private static final int WARM_UP = 2;
    private final double seconds;
    private final List<Double> times;
    private int steps;
    private long last;
    private double total;

    Clock(double seconds, List<Double> times) {
      this.seconds = seconds;
      this.times = times;
    }

    @Override
    public void metrics(long step, long total, Map<String, Double> values) {}

    @Override
    public void afterStep(long step) {
      long now = System.nanoTime();
      if (steps++ >= WARM_UP) {
        times.add((now - last) / 1e9);
        total += (now - last) / 1e9;
      }
      last = System.nanoTime();
    }

    @Override
    public boolean stopRequested() {
      return times.size() >= 3 && total >= seconds;
    }
  }
}
