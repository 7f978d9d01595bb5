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

/** A batch before it reaches the engine: bytes and ids. */
final class HostBatch {
  private final int size;
  private final byte[] pixels;
  private final int[][] tokens;
  private final long[] labels;
  private final int pad;

  /**
   * @param pixels (B, H, W, 3)
   * @param tokens one row a sample, of any length; empty without texts
   */
  HostBatch(int size, byte[] pixels, int[][] tokens, long[] labels, int pad) {
    this.size = size;
    this.pixels = pixels;
    this.tokens = tokens;
    this.labels = labels;
    this.pad = pad;
  }

  /** Bytes become float32 only here; texts are as wide as the longest of the batch. */
  Batch toBatch(NDManager manager, ImageSpec spec) {
    Map<Field, NDArray> fields = new EnumMap<>(Field.class);
    fields.put(Field.IMAGE, images(manager, spec));
    fields.put(Field.LABEL, manager.create(labels));
    if (tokens.length > 0) {
      fields.put(Field.CAPTION, texts(manager));
    }
    return new Batch(size, fields);
  }

  private NDArray images(NDManager manager, ImageSpec spec) {
    ByteBuffer direct = ByteBuffer.allocateDirect(pixels.length).put(pixels).flip();
    Shape shape = new Shape(size, spec.height(), spec.width(), 3);
    float[] scale = new float[3];
    float[] shift = new float[3];
    for (int c = 0; c < 3; c++) {
      scale[c] = 1 / (255 * spec.deviation().get(c));
      shift[c] = -spec.mean().get(c) / spec.deviation().get(c);
    }
    return manager
        .create(direct, shape, DataType.UINT8) // (B, H, W, 3)
        .toType(DataType.FLOAT32, false)
        .mul(manager.create(scale))
        .add(manager.create(shift))
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
