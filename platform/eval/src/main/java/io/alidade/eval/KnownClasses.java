package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Classes that a model learnt, and those that a test names. They are matched by name; a class that
 * was never learnt is scored below all that were.
 *
 * @param names K of them
 */
public record KnownClasses(List<String> names) {
  public KnownClasses {
    names = List.copyOf(names);
  }

  /** For each asked name its place among the known ones, or -1. */
  public int[] places(List<String> asked) {
    Map<String, Integer> places = new HashMap<>();
    for (int k = 0; k < names.size(); k++) {
      places.putIfAbsent(names.get(k), k);
    }
    return asked.stream().mapToInt(name -> places.getOrDefault(name, -1)).toArray();
  }

  /** float32 (B, K) -> (B, C). */
  public NDArray scores(NDArray known, List<String> asked) {
    int rows = Math.toIntExact(known.getShape().get(0));
    int[] places = places(asked);
    float[] from = known.toFloatArray();
    float[] to = new float[rows * places.length];
    for (int b = 0; b < rows; b++) {
      float lowest = Float.POSITIVE_INFINITY;
      for (int k = 0; k < names.size(); k++) {
        lowest = Math.min(lowest, from[b * names.size() + k]);
      }
      for (int c = 0; c < places.length; c++) {
        to[b * places.length + c] = places[c] < 0 ? lowest - 1 : from[b * names.size() + places[c]];
      }
    }
    return known.getManager().create(to, new Shape(rows, places.length));
  }
}
