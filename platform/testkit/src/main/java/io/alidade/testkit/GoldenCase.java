package io.alidade.testkit;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;

/**
 * One case: tensors by name, and what its index says about them (reference, parameters, note).
 *
 * @param name {@code TOPIC/CASE}
 */
public record GoldenCase(String name, Map<String, Tensor> tensors, JsonObject entry) {
  public GoldenCase {
    tensors = Map.copyOf(tensors);
  }

  public Tensor tensor(String tensor) {
    Tensor found = tensors.get(tensor);
    if (found == null) {
      throw new AssertionError(name + ": no tensor " + tensor + "; it has " + tensors.keySet());
    }
    return found;
  }

  /** A number of the entry by the keys and indices that lead to it. */
  public double number(String... path) {
    return Golden.number(at(path));
  }

  /** A part of the entry by the keys and indices that lead to it. */
  public JsonElement at(String... path) {
    JsonElement element = entry;
    for (String key : path) {
      JsonElement next =
          element.isJsonArray()
              ? element.getAsJsonArray().get(Integer.parseInt(key))
              : element.getAsJsonObject().get(key);
      if (next == null) {
        throw new AssertionError(name + ": no " + String.join(".", path) + " in " + entry);
      }
      element = next;
    }
    return element;
  }
}
