package io.alidade.api;

import ai.djl.ndarray.NDArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Named embeddings of a batch, {@code (B, ...)} each; row i of every one belongs to sample i. What
 * a loss needs beside them, labels say, may stand among them as whole numbers: they have no
 * gradient.
 */
public record Embeddings(Map<String, NDArray> byName) {
  public Embeddings {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  public static Embeddings of(String first, NDArray a, String second, NDArray b) {
    Map<String, NDArray> map = new LinkedHashMap<>();
    map.put(first, a);
    map.put(second, b);
    return new Embeddings(map);
  }

  /** The same with one more. */
  public Embeddings with(String name, NDArray rows) {
    Map<String, NDArray> map = new LinkedHashMap<>(byName);
    map.put(name, rows);
    return new Embeddings(map);
  }

  public NDArray get(String name) {
    NDArray array = byName.get(name);
    if (array == null) {
      throw new IllegalArgumentException("no embedding " + name + " among " + byName.keySet());
    }
    return array;
  }
}
