package io.alidade.api;

import ai.djl.ndarray.NDArray;
import java.util.EnumMap;
import java.util.Map;

/** Named fields of B samples, as tensors. */
public final class Batch {
  private final int first;
  private final int size;
  private final EnumMap<Field, NDArray> fields;

  public Batch(int size, Map<Field, NDArray> fields) {
    this(0, size, fields);
  }

  private Batch(int first, int size, Map<Field, NDArray> fields) {
    this.first = first;
    this.size = size;
    this.fields = new EnumMap<>(Field.class);
    this.fields.putAll(fields);
  }

  /** B. */
  public int size() {
    return size;
  }

  /**
   * The place of the first sample in the batch of the step, of which this may be a part: what is
   * drawn at random for a sample hangs on its place there.
   */
  public int first() {
    return first;
  }

  /** The samples from one (inclusive) to another (exclusive), as views. */
  public Batch rows(int from, int to) {
    Map<Field, NDArray> parts = new EnumMap<>(Field.class);
    fields.forEach(
        (field, array) ->
            parts.put(field, array.get((field == Field.VIEWS ? ":, " : "") + from + ":" + to)));
    return new Batch(first + from, to - from, parts);
  }

  public boolean has(Field field) {
    return fields.containsKey(field);
  }

  /** The field's tensor; its shape stands at {@link Field}. */
  public NDArray get(Field field) {
    NDArray array = fields.get(field);
    if (array == null) {
      throw new AlidadeException(
          AlidadeException.Kind.INTERNAL,
          "the batch holds " + fields.keySet() + "; a method asked for " + field);
    }
    return array;
  }

  /** float32 (B, 3, H, W). */
  public NDArray images() {
    return get(Field.IMAGE);
  }

  /** int64 (B, L). */
  public NDArray tokens() {
    return get(Field.CAPTION);
  }

  /** int64 (B). */
  public NDArray labels() {
    return get(Field.LABEL);
  }

  /** int64 (B): which samples of the split they are. */
  public NDArray indices() {
    return get(Field.INDEX);
  }
}
