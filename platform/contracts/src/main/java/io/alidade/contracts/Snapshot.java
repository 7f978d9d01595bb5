package io.alidade.contracts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Named tensors at one moment, bit for bit and in order. */
record Snapshot(Map<String, Values> tensors) {
  /** One tensor's values; equal when every bit is. */
  record Values(DataType type, Shape shape, ByteBuffer bytes) {}

  static Snapshot of(Map<String, NDArray> tensors) {
    Map<String, Values> values = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> values.put(name, values(tensor)));
    return new Snapshot(values);
  }

  private static Values values(NDArray tensor) {
    ByteBuffer bytes = tensor.toByteBuffer();
    ByteBuffer own = ByteBuffer.allocate(bytes.remaining()).order(ByteOrder.nativeOrder());
    return new Values(tensor.getDataType(), tensor.getShape(), own.put(bytes).flip());
  }

  /** Where two differ first, and by how much; empty when every bit is equal. */
  Optional<String> difference(Snapshot other) {
    if (!tensors.keySet().equals(other.tensors.keySet())) {
      return Optional.of("names " + tensors.keySet() + " and " + other.tensors.keySet());
    }
    return tensors.entrySet().stream()
        .filter(one -> !one.getValue().equals(other.get(one.getKey())))
        .findFirst()
        .map(one -> one.getKey() + " " + difference(one.getValue(), other.get(one.getKey())));
  }

  private static String difference(Values one, Values other) {
    if (!one.shape().equals(other.shape()) || one.type() != other.type()) {
      return "%s %s and %s %s".formatted(one.type(), one.shape(), other.type(), other.shape());
    }
    if (one.type() != DataType.FLOAT32) {
      return one.shape() + " in its values";
    }
    return "%s by %s at most".formatted(one.shape(), distance(one, other));
  }

  /** The largest absolute difference; NaN where one holds a NaN. */
  private static float distance(Values one, Values other) {
    FloatBuffer a = one.bytes().duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
    FloatBuffer b = other.bytes().duplicate().order(ByteOrder.nativeOrder()).asFloatBuffer();
    float most = 0;
    while (a.hasRemaining()) {
      most = Math.max(most, Math.abs(a.get() - b.get()));
    }
    return most;
  }

  private Values get(String name) {
    Values values = tensors.get(name);
    if (values == null) {
      throw new IllegalArgumentException("no tensor " + name + " among " + tensors.keySet());
    }
    return values;
  }
}
