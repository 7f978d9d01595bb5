package io.alidade.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.AlidadeException;
import io.alidade.nn.Engine;
import io.alidade.nn.Safetensors;
import io.alidade.runtime.train.KeepBestSettings.Better;
import io.alidade.runtime.train.KeepBestSettings.Which;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BestModelTest {
  private static final KeepBestSettings HIGHEST =
      new KeepBestSettings("canary/top-1", Better.HIGHER, Which.LAST);
  private static final KeepBestSettings LOWEST =
      new KeepBestSettings("loss", Better.LOWER, Which.LAST);

  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();
  private NDManager manager;
  private NDArray point;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = NDManager.newBaseManager("PyTorch");
    point = manager.create(new float[] {0, 0}).duplicate();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private BestModel best(KeepBestSettings settings) {
    return new BestModel(folder, settings, Map.of("point", point), notes::add);
  }

  /** A training that records these values, the model being {@code [step, value]}. */
  private void record(BestModel best, String metric, double... values) {
    for (int step = 1; step <= values.length; step++) {
      point.set(new float[] {step, (float) values[step - 1]});
      Map<String, Double> recorded = Map.of(metric, values[step - 1], "other", 9.0);
      if (best.improvedBy(recorded)) {
        best.write(step, recorded);
      }
    }
  }

  @Test
  void keepsTheFirstModelOfTheBestValue() {
    BestModel best = best(HIGHEST);
    record(best, "canary/top-1", 0.25, 0.5, 0.375, 0.5);
    assertThat(best.kept()).contains(new BestModel.Kept(2, 0.5));
    best.restore();
    assertThat(point.toFloatArray()).containsExactly(2, 0.5f);
  }

  @Test
  void takesALowValueWhereLowIsBetterAndNeverOneThatIsNoNumber() {
    BestModel best = best(LOWEST);
    record(best, "loss", 3, Double.NaN, 2, Double.NEGATIVE_INFINITY, 2.5);
    assertThat(best.kept()).contains(new BestModel.Kept(3, 2));
  }

  @Test
  void passesOverValuesWithoutItsMetric() {
    BestModel best = best(HIGHEST);
    record(best, "loss", 3);
    assertThat(best.kept()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void knowsWhatToBeatWhenATrainingGoesOn() {
    record(best(HIGHEST), "canary/top-1", 0.25, 0.5);
    BestModel again = best(HIGHEST);
    assertThat(again.kept()).contains(new BestModel.Kept(2, 0.5));
    record(again, "canary/top-1", 0.375);
    assertThat(again.kept()).contains(new BestModel.Kept(2, 0.5));
    assertThat(notes).isEmpty();
  }

  @Test
  void outlivesTheCheckpoints() {
    record(best(HIGHEST), "canary/top-1", 0.25);
    Checkpoints checkpoints = new Checkpoints(folder, Map.of("point", point), Map.of(), Map.of());
    checkpoints.write(1, 1);
    checkpoints.write(2, 1);
    Checkpoints.clear(folder);
    assertThat(folder.resolve(BestModel.FILE)).exists();
    assertThat(Safetensors.metadata(folder.resolve(BestModel.FILE)))
        .containsEntry("step", "1")
        .containsEntry("metric", "canary/top-1")
        .containsEntry("value", "0.25");
  }

  @Test
  void looksAnewWhereItsFileIsDamaged() throws IOException {
    record(best(HIGHEST), "canary/top-1", 0.5);
    Path file = folder.resolve(BestModel.FILE);
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertThat(best(HIGHEST).kept()).isEmpty();
    assertThat(notes).singleElement().asString().startsWith(file + ": tensor point is damaged");
  }

  @Test
  void refusesAMetricThatNobodyRecords() {
    BestModel best = best(new KeepBestSettings("los", Better.LOWER, Which.LAST));
    assertThatThrownBy(() -> best.requireAmong(Map.of("loss", 1.0, "data-wait", 0.0), "canary/"))
        .isInstanceOf(AlidadeException.class)
        .hasMessage(
            "train.keep-best.metric is \"los\"; expected one of data-wait, loss, or one of"
                + " canary/...");
    best(HIGHEST).requireAmong(Map.of("loss", 1.0), "canary/");
    best(LOWEST).requireAmong(Map.of("loss", 1.0), "canary/");
  }

  @Test
  void refusesToEvaluateTheBestOfNoMetric() {
    assertThatThrownBy(() -> new KeepBestSettings("", Better.LOWER, Which.BEST))
        .hasMessageStartingWith("metric is empty; expected");
  }
}
