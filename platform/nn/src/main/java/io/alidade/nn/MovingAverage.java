package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An exponential moving average of parameters and buffers: what is tested instead of the last
 * step's values, or what teaches a student (Tarvainen and Valpola, <i>Mean teachers</i>, 2017).
 *
 * <pre>
 *   average = decay * average + (1 - decay) * value
 * </pre>
 */
public final class MovingAverage {
  private static final String TEXT =
      """
        def update(self, w: Tensor, a: List[Tensor], x: List[Tensor]) -> Tensor:
          torch._foreach_lerp_(a, x, float(w))
          return w
        def exchange(self, w: Tensor, a: List[Tensor], x: List[Tensor]) -> Tensor:
          for i in range(torch.len(a)):
            kept = torch.clone(a[i])
            _0 = torch.copy_(a[i], x[i])
            _1 = torch.copy_(x[i], kept)
          return w
      """;

  private final Script script;
  private final NDManager manager;
  private final List<NDArray> values;
  private final Map<String, NDArray> averages = new LinkedHashMap<>();

  /**
   * Starts from the values as they are.
   *
   * @param state what is averaged, by name
   * @param manager owns the averages
   */
  public MovingAverage(Map<String, NDArray> state, NDManager manager) {
    this.script = Script.compile("MovingAverage", TEXT, manager);
    this.manager = manager;
    this.values = List.copyOf(state.values());
    state.forEach(
        (name, value) -> {
          NDArray copy = value.duplicate();
          copy.attach(manager);
          averages.put(name, copy);
        });
  }

  /**
   * Moves every average by its value. Called without gradients.
   *
   * @param decay what the average keeps of itself, 0 to 1
   */
  public void update(double decay) {
    call("update", 1 - decay);
  }

  /** Lets values and averages change places; a second call brings them back. */
  public void exchange() {
    call("exchange", 0);
  }

  private void call(String method, double weight) {
    try (NDArray number = manager.create(weight)) {
      script.call(method, List.of(number), List.of(List.copyOf(averages.values()), values)).close();
    }
  }

  /** The averages by name, to be saved, and written in place when they are read. */
  public Map<String, NDArray> averages() {
    return averages;
  }
}
