package io.alidade.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.alidade.api.ParameterGroup.Bounds;
import io.alidade.nn.Engine;
import io.alidade.runtime.train.diagnosis.Diagnosis;
import io.alidade.runtime.train.diagnosis.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trainings that go wrong in one way each, and one that does not. */
class DiagnosisTest {
  private static final int STEPS = 400;
  private static final Bounds WIDE = new Bounds(-100, 100);

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

  private List<String> warnings(Pairs objective, BatchSource batches, int microBatch) {
    TrainSettings settings =
        new TrainSettings(
            STEPS,
            Pairs.ROWS,
            microBatch,
            0,
            10,
            new OptimizerSettings(
                OptimizerSettings.Name.ADAMW, 0.05, List.of(0.9, 0.98), 1e-8, 0, 0, false, 1),
            new ScheduleSettings(ScheduleSettings.Shape.CONSTANT, 0, 0));
    List<String> said = new ArrayList<>();
    // Waiting is the machine's business; a test of its own provokes it.
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void metrics(long step, long total, Map<String, Double> values) {}

          @Override
          public void warning(String sentence) {
            if (!sentence.contains("waits for data")) {
              said.add(sentence);
            }
          }
        };
    new TrainingLoop(objective.training(), settings, 1, manager).run(batches, manager, listener);
    return said;
  }

  @Test
  void saysNothingOfATrainingThatLearns() {
    assertThat(warnings(new Pairs(manager, WIDE, true), Pairs.batches(0, true, Pairs.ROWS), 0))
        .isEmpty();
  }

  @Test
  void saysOnceThatTheLossIsWhatGuessingGives() {
    List<String> said =
        warnings(new Pairs(manager, WIDE, true), Pairs.batches(0, false, Pairs.ROWS), 0);
    assertThat(said)
        .singleElement()
        .asString()
        .contains("the loss has been at ln 16 = 2.773, what guessing gives, since step");
  }

  /** Nothing holds rows apart: both towers learn the mean of the data alone. */
  @Test
  void saysThatEmbeddingsHaveCollapsedForEachTowerOnce() {
    List<String> said =
        warnings(new Pairs(manager, WIDE, false), Pairs.batches(3, false, Pairs.ROWS), 0);
    assertThat(said)
        .hasSize(2)
        .allMatch(sentence -> sentence.contains(" have collapsed: the mean cosine between"))
        .anyMatch(sentence -> sentence.contains("embeddings image have"))
        .anyMatch(sentence -> sentence.contains("embeddings text have"));
  }

  @Test
  void seesEmbeddingsOfABatchInPartsToo() {
    List<String> said =
        warnings(new Pairs(manager, WIDE, false), Pairs.batches(3, false, Pairs.ROWS), 5);
    assertThat(said).hasSize(2).allMatch(sentence -> sentence.contains(" have collapsed: "));
  }

  /** 4 captions on 16 rows: each stands there four times. */
  @Test
  void saysThatCaptionsRepeatInABatch() {
    List<String> said = warnings(new Pairs(manager, WIDE, true), Pairs.batches(0, true, 4), 0);
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("step 30: 16 of 16 rows of this batch share their caption with another row")
        .contains("100 % over 3 batches");
  }

  @Test
  void saysThatTheLogitScaleLiesAtItsLimit() {
    List<String> said =
        warnings(
            new Pairs(manager, new Bounds(-1, 1), true), Pairs.batches(0, true, Pairs.ROWS), 0);
    assertThat(said)
        .singleElement()
        .asString()
        .contains("logit-scale has been at its limit 1.000 since step");
  }

  /** A step takes 1 second here, and its batch 2: two thirds of the time go by waiting. */
  @Test
  void saysThatTheLoopWaitsForData() {
    assertThat(waiting(2))
        .singleElement()
        .asString()
        .startsWith("step 110: the loop waits for data, 67 %");
    assertThat(waiting(0)).isEmpty();
  }

  private static List<String> waiting(int seconds) {
    AtomicLong now = new AtomicLong();
    Meter meter = new Meter(now::get);
    Diagnosis diagnosis = new Diagnosis();
    List<String> said = new ArrayList<>();
    for (int step = 1; step <= STEPS; step++) {
      meter.waiting();
      now.addAndGet(seconds * 1_000_000_000L);
      meter.arrived(Pairs.ROWS);
      now.addAndGet(1_000_000_000L);
      if (step % 10 == 0) {
        said.addAll(
            diagnosis.look(
                new Reading(step, STEPS, Pairs.ROWS, true, meter.read(), Map.of(), 0, List.of())));
      }
    }
    return said;
  }
}
