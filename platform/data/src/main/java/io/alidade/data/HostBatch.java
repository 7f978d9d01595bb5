package io.alidade.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Batch;
import io.alidade.api.Field;
import io.alidade.api.ImageSpec;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** A batch before it reaches the engine: numbers and ids. */
final class HostBatch {
  private final int size;
  private final ByteBuffer pixels;
  private final int[][] tokens;
  private final long[] labels;
  private final int pad;

  /**
   * @param pixels float32 (B, H, W, 3), outside the heap
   * @param tokens one row a sample, of any length; empty without texts
   */
  HostBatch(int size, ByteBuffer pixels, int[][] tokens, long[] labels, int pad) {
    this.size = size;
    this.pixels = pixels;
    this.tokens = tokens;
    this.labels = labels;
    this.pad = pad;
  }

  /**
   * Texts are as wide as the longest of the batch.
   *
   * @param done takes the buffer of the pixels back once {@code manager} is closed; until then the
   *     images lie in it
   */
  Batch toBatch(NDManager manager, ImageSpec spec, Consumer<ByteBuffer> done) {
    manager.attachInternal("pixels " + UUID.randomUUID(), () -> done.accept(pixels));
    Map<Field, NDArray> fields = new EnumMap<>(Field.class);
    fields.put(Field.IMAGE, images(manager, spec));
    fields.put(Field.LABEL, manager.create(labels));
    if (tokens.length > 0) {
      fields.put(Field.CAPTION, texts(manager));
    }
    return new Batch(size, fields);
  }

  private NDArray images(NDManager manager, ImageSpec spec) {
    Shape shape = new Shape(size, spec.height(), spec.width(), 3);
    return manager
        .create(pixels.rewind(), shape, DataType.FLOAT32) // (B, H, W, 3), the buffer itself
        .transpose(0, 3, 1, 2); // (B, 3, H, W), channels last in memory
  }

  private NDArray texts(NDManager manager) {
    int longest = Arrays.stream(tokens).mapToInt(row -> row.length).max().orElse(1);
    long[] ids = new long[size * longest];
    Arrays.fill(ids, pad);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < tokens[i].length; j++) {
        ids[i * longest + j] = tokens[i][j];
      }
    }
    return manager.create(ids, new Shape(size, longest)); // (B, L)
  }
}
