package io.alidade.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import io.alidade.api.ParameterGroup;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Whether what is trained is what is kept. */
final class ParameterChecks {
  private final String id;
  private final Map<String, NDArray> state;

  ParameterChecks(String id, Map<String, NDArray> state) {
    this.id = id;
    this.state = state;
  }

  /** Every parameter stands in one group alone, is a tensor of the state, and can be trained. */
  void check(List<ParameterGroup> groups) {
    IdentityHashMap<NDArray, String> seen = new IdentityHashMap<>();
    for (ParameterGroup group : groups) {
      group
          .parameters()
          .forEach(
              (name, parameter) -> {
                check(name, parameter);
                String other = seen.put(parameter, group.name() + "/" + name);
                assertThat(other)
                    .withFailMessage(
                        "%s: %s/%s is the parameter %s too; expected each in one group, once",
                        id, group.name(), name, other)
                    .isNull();
              });
    }
  }

  private void check(String name, NDArray parameter) {
    assertThat(state.get(name))
        .withFailMessage(
            "%s: parameter %s is not the tensor of that name in state() (it has %s); expected the"
                + " same one, or no checkpoint keeps it",
            id, name, state.keySet())
        .isSameAs(parameter);
    assertThat(parameter.hasGradient())
        .withFailMessage(
            "%s: parameter %s requires no gradient; expected a leaf that does", id, name)
        .isTrue();
  }

  static boolean finite(NDArray tensor) {
    try (NDArray infinite = tensor.isInfinite();
        NDArray nan = tensor.isNaN();
        NDArray either = infinite.logicalOr(nan);
        NDArray any = either.any()) {
      return !any.getBoolean();
    }
  }
}
