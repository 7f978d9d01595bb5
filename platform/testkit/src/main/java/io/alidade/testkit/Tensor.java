package io.alidade.testkit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * Numbers with a shape, as a file holds them, last axis fastest. Every type that the cases use fits
 * in a double without loss.
 *
 * @param type as the file names it: F32, I64, ...
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Tensor(String type, long[] shape, double[] values) {
  public Tensor {
    long size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    if (values.length != size) {
      throw new IllegalArgumentException(
          "%d values for shape %s".formatted(values.length, Arrays.toString(shape)));
    }
  }

  public float[] floats() {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  public long[] longs() {
    return Arrays.stream(values).mapToLong(value -> (long) value).toArray();
  }

  /** The part at one place of the first axis: {@code tensor[index]}. */
  public Tensor at(int index) {
    long[] rest = Arrays.copyOfRange(shape, 1, shape.length);
    int size = values.length / (int) shape[0];
    return new Tensor(type, rest, Arrays.copyOfRange(values, index * size, (index + 1) * size));
  }

  /** The numbers in the engine's own memory: int64 for whole numbers, float32 for others. */
  public NDArray on(NDManager manager) {
    Shape sides = new Shape(shape);
    boolean whole = type.startsWith("I") || type.startsWith("U") || type.equals("BOOL");
    // An array over Java's memory may lose it before autograd comes back for it.
    try (NDArray lent = whole ? manager.create(longs(), sides) : manager.create(floats(), sides)) {
      return lent.duplicate();
    }
  }
}
