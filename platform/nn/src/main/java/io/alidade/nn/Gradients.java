package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.alidade.api.ParameterGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The gradients of one step by parameter: added up over the parts of a batch, read by the
 * optimiser, then let go.
 *
 * <p>They are asked for as values. The engine's own place for them, beside each parameter, would
 * have to be filled with zeros after every step and read again in the next: for a ViT-B/32 three
 * more trips of 600 MB through memory.
 */
public final class Gradients implements AutoCloseable {
  // What no loss reached comes back as an empty tensor; the rest lies in memory as its parameter
  // does, which is what an update rule goes by: some operators give theirs in another order.
  private static final String TEXT =
      """
        def of(self, loss: Tensor, p: List[Tensor]) -> List[Tensor]:
          g = torch.grad([loss], p, None, None, False, True)
          r = annotate(List[Tensor], [])
          for i in range(torch.len(p)):
            x = g[i]
            if torch.__isnot__(x, None):
              y = torch.contiguous(unchecked_cast(Tensor, x))
            else:
              y = torch.zeros([0], dtype=None, layout=None, device=ops.prim.device(loss))
            _0 = torch.append(r, y)
          return r
        def twins(self, g: List[Tensor]) -> Tensor:
          r = annotate(List[Tensor], [])
          for i in range(torch.len(g)):
            twin = torch.zeros([], dtype=11)
            for j in range(i):
              if torch.is_set_to(torch.flatten(g[i]), torch.flatten(g[j])):
                twin = torch.ones([], dtype=11)
            _0 = torch.append(r, twin)
          return torch.stack(r)
        def add(self, sum: Tensor, x: Tensor) -> Tensor:
          return torch.add_(sum, x)
        def norm(self, g: List[Tensor]) -> Tensor:
          return torch.linalg_vector_norm(torch.stack(torch._foreach_norm(g, 2)))
      """;

  private final Map<String, NDArray> parameters = new LinkedHashMap<>();
  private final Map<String, NDArray> values = new LinkedHashMap<>();

  /** By the parameters that a loss reached: those whose gradient is another's as well. */
  private final Map<List<String>, Set<String>> twins = new HashMap<>();

  private final Script script;

  /** Of nothing yet; computes on the device of {@code manager}. */
  public Gradients(List<ParameterGroup> groups, NDManager manager) {
    this.script = Script.compile("Gradients", TEXT, manager);
    groups.forEach(group -> parameters.putAll(group.parameters()));
  }

  /**
   * Adds the gradient of a scalar, and lets go of its graph.
   *
   * @param others leaves beside the parameters
   * @return the gradients of those leaves, in order; the caller's
   */
  public NDList add(NDArray scalar, NDArray... others) {
    List<NDArray> leaves = new ArrayList<>(parameters.values());
    leaves.addAll(List.of(others));
    NDList found = script.call("of", List.of(scalar), List.of(leaves));
    Map<String, NDArray> parts = new LinkedHashMap<>();
    int i = 0;
    for (String name : parameters.keySet()) {
      NDArray part = found.get(i++);
      if (part.size() > 0) {
        parts.put(name, part);
      }
    }
    Set<String> shared = twins.computeIfAbsent(List.copyOf(parts.keySet()), key -> twins(parts));
    parts.forEach((name, part) -> add(name, shared.contains(name) ? part.duplicate() : part));
    return new NDList(found.subList(i, found.size()));
  }

  /**
   * Two parameters that are added have one gradient between them, and what is written into the one
   * would be read in the other. Which do is the same in every step.
   */
  private Set<String> twins(Map<String, NDArray> parts) {
    if (parts.isEmpty()) {
      return Set.of();
    }
    boolean[] twin =
        script
            .call("twins", List.of(), List.of(List.copyOf(parts.values())))
            .get(0)
            .toBooleanArray();
    List<String> names = List.copyOf(parts.keySet());
    return IntStream.range(0, twin.length)
        .filter(i -> twin[i])
        .mapToObj(names::get)
        .collect(Collectors.toUnmodifiableSet());
  }

  private void add(String name, NDArray part) {
    NDArray sum = values.get(name);
    if (sum == null) {
      NDScope.unregister(part); // outlives the part of the batch that it comes from
      values.put(name, part);
    } else {
      script.call("add", sum, part).close();
      part.close();
    }
  }

  /** By parameter; what no loss reached is missing. */
  public Map<String, NDArray> byName() {
    return Collections.unmodifiableMap(values);
  }

  /** The Euclidean norm of all of them together; 0 where there is none. */
  public double norm() {
    if (values.isEmpty()) {
      return 0;
    }
    try (NDArray norm =
        script.call("norm", List.of(), List.of(List.copyOf(values.values()))).get(0)) {
      return norm.getFloat();
    }
  }

  /** The parameters whose gradient holds NaN or an infinity, in order. */
  public List<String> notFinite() {
    return values.entrySet().stream()
        .filter(entry -> !Ops.isFinite(entry.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Lets go of them all; the next step begins at nothing. */
  @Override
  public void close() {
    values.values().forEach(NDArray::close);
    values.clear();
  }
}
