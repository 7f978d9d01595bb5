package io.alidade.api;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named scalar terms, already weighted, whose sum is minimised. */
public record LossTerms(Map<String, NDArray> byName) {
  public LossTerms {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    if (byName.isEmpty()) {
      throw new IllegalArgumentException("a loss has at least one term");
    }
  }

  public static LossTerms of(String name, NDArray scalar) {
    return new LossTerms(Map.of(name, scalar));
  }

  public static LossTerms of(String first, NDArray a, String second, NDArray b) {
    Map<String, NDArray> map = new LinkedHashMap<>();
    map.put(first, a);
    map.put(second, b);
    return new LossTerms(map);
  }

  /** The sum of all terms, a scalar. */
  public NDArray total() {
    return byName.values().stream().reduce(NDArray::add).orElseThrow();
  }
}
