package io.alidade.data;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Batch;
import io.alidade.api.Field;
import io.alidade.api.ImageSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A batch before it reaches the engine: numbers and ids. Written by one thread, read by another.
 */
final class HostBatch {
  private final int size;
  private final DataType type;
  private final int pad;
  private final List<ByteBuffer> buffers = new ArrayList<>();
  private final Map<Field, long[]> numbers = new EnumMap<>(Field.class);
  private @Nullable ByteBuffer images;
  private List<ByteBuffer> views = List.of();
  private int[][] tokens = {};
  private float[][][] boxes = {};
  private long[][] boxLabels = {};
  private long[][] mask = {};

  /**
   * @param type of the pixels: float32 that is normalised, or uint8 that is not
   * @param pad fills a text behind its end
   */
  HostBatch(int size, DataType type, int pad) {
    this.size = size;
    this.type = type;
    this.pad = pad;
  }

  /**
   * @param pixels (B, H, W, 3), outside the heap
   */
  void images(ByteBuffer pixels) {
    images = pixels;
    buffers.add(pixels);
  }

  /** Two of the same. */
  void views(ByteBuffer first, ByteBuffer second) {
    views = List.of(first, second);
    buffers.addAll(views);
  }

  /** One row a sample, of any length; none without texts. */
  void tokens(int[][] ids) {
    tokens = ids;
  }

  /** One number a sample. */
  void numbers(Field field, long[] values) {
    numbers.put(field, values);
  }

  /** Of each sample its boxes, four numbers each, and their classes. */
  void boxes(float[][][] corners, long[][] labels) {
    boxes = corners;
    boxLabels = labels;
  }

  /** Of each sample the class of every pixel. */
  void mask(long[][] classes) {
    mask = classes;
  }

  /**
   * Texts are as wide as the longest of the batch.
   *
   * @param done takes the buffers of the pixels back once {@code manager} is closed; until then the
   *     images lie in them
   */
  Batch toBatch(NDManager manager, ImageSpec spec, Consumer<ByteBuffer> done) {
    manager.attachInternal("pixels " + UUID.randomUUID(), () -> buffers.forEach(done));
    Map<Field, NDArray> fields = new EnumMap<>(Field.class);
    if (images != null) {
      fields.put(Field.IMAGE, images(images, manager, spec));
    }
    if (!views.isEmpty()) {
      NDList both = new NDList();
      views.forEach(view -> both.add(images(view, manager, spec)));
      fields.put(Field.VIEWS, NDArrays.stack(both)); // (2, B, 3, H, W)
    }
    numbers.forEach((field, values) -> fields.put(field, manager.create(values)));
    if (tokens.length > 0) {
      fields.put(Field.CAPTION, texts(manager));
    }
    if (boxes.length > 0) {
      fields.put(Field.BOXES, corners(manager));
      fields.put(Field.BOX_LABELS, labels(manager));
    }
    if (mask.length > 0) {
      long[] all = Arrays.stream(mask).flatMapToLong(Arrays::stream).toArray();
      fields.put(Field.MASK, manager.create(all, new Shape(size, spec.height(), spec.width())));
    }
    return new Batch(size, fields);
  }

  private int mostBoxes() {
    return Math.max(1, Arrays.stream(boxLabels).mapToInt(row -> row.length).max().orElse(1));
  }

  private NDArray corners(NDManager manager) {
    int most = mostBoxes();
    float[] all = new float[size * most * 4];
    for (int i = 0; i < size; i++) {
      for (int r = 0; r < boxes[i].length; r++) {
        System.arraycopy(boxes[i][r], 0, all, (i * most + r) * 4, 4);
      }
    }
    return manager.create(all, new Shape(size, most, 4)); // (B, R, 4)
  }

  private NDArray labels(NDManager manager) {
    int most = mostBoxes();
    long[] all = new long[size * most];
    Arrays.fill(all, -1);
    for (int i = 0; i < size; i++) {
      System.arraycopy(boxLabels[i], 0, all, i * most, boxLabels[i].length);
    }
    return manager.create(all, new Shape(size, most)); // (B, R)
  }

  private NDArray images(ByteBuffer pixels, NDManager manager, ImageSpec spec) {
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
