package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MovingAverageTest {
  private static final List<String> NAMES =
      List.of("0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean", "1.running_var");

  @Test
  void followsTheReferenceForParametersAndBuffers() {
    Engine.configure(1);
    GoldenCase golden = Golden.read("optim/ema");
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Map<String, NDArray> state = new LinkedHashMap<>();
      NAMES.forEach(name -> state.put(name, golden.tensor("start." + name).on(manager)));
      MovingAverage average = new MovingAverage(state, manager);
      String step = "step0.";
      state.forEach(
          (name, value) ->
              value.set(golden.tensor(step + "model." + name).on(manager).toByteBuffer()));
      average.update(golden.number("params", "decay"));
      NAMES.forEach(
          name ->
              Tolerance.LAYER.check(
                  name, average.averages().get(name), golden.tensor(step + "ema." + name)));
    }
  }

  @Test
  void changesPlacesWithTheValuesAndBack() {
    Engine.configure(1);
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray value = manager.create(new float[] {1, 2}).duplicate();
      MovingAverage average = new MovingAverage(Map.of("value", value), manager);
      value.set(new float[] {3, 6});
      average.update(0.5);
      average.exchange();
      assertThat(value.toFloatArray()).containsExactly(2, 4);
      average.exchange();
      assertThat(value.toFloatArray()).containsExactly(3, 6);
    }
  }
}
