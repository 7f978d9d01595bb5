package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** One piece of a tower, compiled alone, in either precision. */
final class Layer {
  private final Parameters parameters;
  private final Script script;
  private final List<NDArray> trained;
  private final List<NDArray> buffers;

  /** Writes the piece on an empty text: the name of its input to the name of its output. */
  interface Piece {
    String write(TowerText text, String x);
  }

  Layer(Piece piece, DataType type, NDManager manager) {
    parameters = new Parameters(manager, new SplittableRandom(3));
    TowerText text = new TowerText(parameters);
    String result = piece.write(text, "x");
    // An empty list cannot be passed: a method takes only the lists that there are.
    String lists =
        (parameters.trained().isEmpty() ? "" : ", p: List[Tensor]")
            + (parameters.buffers().isEmpty() ? "" : ", b: List[Tensor]");
    script = Script.compile("Layer", methods(lists, text.body(), result), manager);
    trained = copies(parameters.trainedList(), type, true);
    buffers = copies(parameters.bufferList(), type, false);
  }

  private static String methods(String lists, String body, String result) {
    String method = "  def %s(self, x: Tensor%s) -> Tensor:\n    training = %s\n%s    return %s\n";
    return method.formatted("train", lists, "True", body, result)
        + method.formatted("evaluate", lists, "False", body, result);
  }

  private static List<NDArray> copies(List<NDArray> arrays, DataType type, boolean gradient) {
    List<NDArray> copies = new ArrayList<>();
    for (NDArray array : arrays) {
      NDArray copy = array.stopGradient().duplicate().toType(type, false);
      copy.setRequiresGradient(gradient);
      copies.add(copy);
    }
    return copies;
  }

  NDArray run(NDArray x, Mode mode) {
    List<List<NDArray>> lists = new ArrayList<>();
    for (List<NDArray> list : List.of(trained, buffers)) {
      if (!list.isEmpty()) {
        lists.add(list);
      }
    }
    return script.call(mode.method(), List.of(x), lists).get(0);
  }

  /** In the order of their declaration. */
  List<NDArray> trained() {
    return trained;
  }

  NDArray buffer(String name) {
    return buffers.get(place(parameters.buffers(), name));
  }

  NDArray parameter(String name) {
    return trained.get(place(parameters.trained(), name));
  }

  List<String> names() {
    return List.copyOf(parameters.trained().keySet());
  }

  private static int place(Map<String, NDArray> arrays, String name) {
    return List.copyOf(arrays.keySet()).indexOf(name);
  }
}
