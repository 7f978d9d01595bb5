package io.alidade.runtime.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.alidade.api.Batch;
import io.alidade.api.Embeddings;
import io.alidade.api.Learner;
import io.alidade.api.Objective;
import io.alidade.api.Split;
import io.alidade.api.Step;
import io.alidade.api.Training;
import io.alidade.data.Feeder;
import io.alidade.nn.Engine;
import io.alidade.nn.Ops;
import io.alidade.runtime.memory.Footprint;
import io.alidade.runtime.memory.MachineMemory;
import io.alidade.runtime.plan.ExperimentSettings;
import io.alidade.runtime.provenance.PeakMemory;
import io.alidade.runtime.train.TrainingLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Measures a {@link Footprint}: trains on a few rows, and on twice as many until what a doubling
 * adds stands out from the noise, or the batch is reached. In its process freed tensors go back to
 * the system at once. It ends with its process, since parameters have moved, and since an objective
 * may keep what it saw.
 */
final class FootprintProbe {
  /** Batch statistics need two. */
  private static final int FIRST_ROWS = 2;

  /** The first makes what stays, the second is like all that follow. */
  private static final int STEPS = 2;

  /** Bytes that a doubling adds: the JVM's own memory moves by a few million in between. */
  private static final long SIGNAL = 64L << 20;

  /** In smaller batches a loss that compares each row with each takes next to nothing. */
  private static final int PAIRS_COUNT = 512;

  /**
   * What training takes in resident memory for each byte that is in use at its highest: freed
   * blocks of many sizes are kept, and do not fit each other. Hardly more than 1 on a vision
   * transformer and a text tower, 1.3 and more on small convolutional towers.
   */
  private static final double SCATTER = 1.2;

  private static final Step STEP = new Step(0, STEPS, 1);

  private final Learner learner;
  private final Training.Steps training;
  private final ExperimentSettings settings;
  private final NDManager manager;
  private final long limit;

  FootprintProbe(
      Learner learner, Training.Steps training, ExperimentSettings settings, NDManager manager) {
    this.limit = MachineMemory.here(settings.execution().memoryBytes()).usable();
    this.learner = learner;
    this.training = training;
    this.settings = settings;
    this.manager = manager;
  }

  /** The highest resident memory of work on so many rows. */
  private record Point(int rows, double bytes) {}

  Footprint measure(Split split) {
    int batch = Math.min(settings.train().batchSize(), Feeder.mostInABatch(split, settings.data()));
    try (NDManager own = manager.newSubManager()) {
      SmallBatch few =
          new SmallBatch(
              split,
              learner.model(),
              training.fields(),
              settings.data(),
              Math.min(FIRST_ROWS, batch),
              own);
      List<Point> steps = points(few.size(), batch, rows -> train(few, rows));
      Point last = steps.get(steps.size() - 1);
      double row = SCATTER * slope(steps);
      double fed = Feeder.bytesAhead(learner.model().images());
      double kept = Feeder.bytesKept(split, learner.model().images());
      double fixed = last.bytes() - last.rows() * slope(steps) + kept;
      if (batch < PAIRS_COUNT
          || !(training.objective() instanceof Objective.OnEmbeddings objective)) {
        return new Footprint(fixed, row + fed, fed, 0);
      }
      Map<String, NDArray> embedded = embed(objective, few.rows(few.size(), own));
      double before = highest(() -> {});
      List<Point> loss =
          points(PAIRS_COUNT / 2, batch, rows -> compare(objective, embedded, rows)).stream()
              .map(point -> new Point(point.rows(), (point.bytes() - before) / point.rows()))
              .toList();
      // bytes = compared n + pair n^2, so a row's share grows by pair with each row.
      double pair = SCATTER * Math.max(0, slope(loss));
      Point most = loss.get(loss.size() - 1);
      double compared = Math.max(0, most.bytes() - pair * most.rows());
      return new Footprint(fixed, row + fed, fed + compared, pair);
    }
  }

  private List<Point> points(int first, int most, IntConsumer work) {
    List<Point> points = new ArrayList<>();
    for (int rows = Math.min(first, most); ; rows = Math.min(2 * rows, most)) {
      int now = rows;
      Point point = new Point(rows, highest(() -> work.accept(now)));
      double before = points.isEmpty() ? point.bytes() : points.get(points.size() - 1).bytes();
      double added = point.bytes() - before;
      points.add(point);
      // A square may add four times as much the next time.
      if (added >= SIGNAL || rows == most || point.bytes() + 4 * added > limit) {
        return points;
      }
    }
  }

  /** Between the last two; 0 where there is one. */
  private static double slope(List<Point> points) {
    if (points.size() < 2) {
      return 0;
    }
    Point last = points.get(points.size() - 1);
    Point before = points.get(points.size() - 2);
    return (last.bytes() - before.bytes()) / (last.rows() - before.rows());
  }

  private static double highest(Runnable work) {
    System.gc();
    PeakMemory.restart();
    work.run();
    return PeakMemory.bytes();
  }

  private void train(SmallBatch few, int rows) {
    try (NDManager own = manager.newSubManager()) {
      new TrainingLoop(training, learner.state(), settings.train().sized(rows, STEPS), 1, own)
          .run((step, given) -> few.rows(rows, given), own, (step, total, values) -> {});
    }
  }

  private static Map<String, NDArray> embed(Objective.OnEmbeddings objective, Batch few) {
    return Engine.withoutGradients(() -> objective.embed(few, STEP)).byName();
  }

  private void compare(Objective.OnEmbeddings objective, Map<String, NDArray> embedded, int rows) {
    try (NDManager own = manager.newSubManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Map<String, NDArray> leaves = new LinkedHashMap<>();
      embedded.forEach(
          (name, array) -> {
            NDArray leaf = SmallBatch.repeated(array, rows, own);
            leaf.setRequiresGradient(leaf.getDataType().isFloating()); // labels have none
            leaves.put(name, leaf);
          });
      Engine.withGradients(
          () -> {
            Ops.backward(objective.loss(new Embeddings(leaves), STEP).total());
            return leaves;
          });
    }
  }
}
