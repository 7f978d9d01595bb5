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
  private final DataType type;
  private final int[][] tokens;
  private final long[] labels;
  private final int pad;

  /**
   * @param pixels (B, H, W, 3), outside the heap
   * @param type of the pixels: float32 that is normalised, or uint8 that is not
   * @param tokens one row a sample, of any length; empty without texts
   */
  HostBatch(int size, ByteBuffer pixels, DataType type, int[][] tokens, long[] labels, int pad) {
    this.size = size;
    this.pixels = pixels;
    this.type = type;
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
    NDArray images =
        manager.create(pixels.rewind(), shape, type); // (B, H, W, 3), the buffer itself
    if (type == DataType.UINT8) {
      float[] scale = new float[3];
      float[] shift = new float[3];
      for (int c = 0; c < 3; c++) {
        scale[c] = Levels.scale(spec, c);
        shift[c] = Levels.shift(spec, c);
      }
      images =
          images
              .toType(DataType.FLOAT32, true)
              .muli(manager.create(scale))
              .addi(manager.create(shift)); // (B, H, W, 3)
    }
    return images.transpose(0, 3, 1, 2); // (B, 3, H, W), channels last in memory
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
