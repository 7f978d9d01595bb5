package io.alidade.nn;

import java.util.List;

/**
 * How one group of parameters is moved by its gradients; one implementation a paper. {@link
 * Optimizer} owns the state and calls it.
 */
public interface UpdateRule {
  /** What begins the names of its state, {@code adamw}. */
  String name();

  /** What it keeps for each parameter, in the order in which the text takes it. */
  List<Slot> slots();

  /**
   * A TorchScript method {@code step}, indented by two. It takes the numbers as a float64 tensor and
   * a scalar by which every gradient is divided first, then lists with one entry a parameter:
   * parameters, gradients, and each slot. It changes parameters and slots in place, may use up the
   * gradients, and returns the numbers.
   *
   * <pre>
   *   def step(self, h: Tensor, c: Tensor, p: List[Tensor], g: List[Tensor], m: List[Tensor]) -> Tensor:
   * </pre>
   */
  String text();

  /**
   * The numbers of one step.
   *
   * @param rate learning rate of the group
   * @param decay factor of the group on the rule's weight decay
   */
  double[] numbers(double rate, double decay);

  /**
   * A kind of state.
   *
   * @param scalar one number a parameter instead of one a value
   */
  record Slot(String name, boolean scalar) {}
}
