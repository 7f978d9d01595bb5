package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Named parameters, which are trained, and named buffers, which are kept (batch statistics). Both
 * stand in the order in which they were declared; the manager owns them.
 */
public final class Parameters {
  private final NDManager manager;
  private final RandomGenerator random;
  private final Map<String, NDArray> trained = new LinkedHashMap<>();
  private final Map<String, NDArray> buffers = new LinkedHashMap<>();
  private Optional<String> fingerprint = Optional.empty();
  private boolean frozen;

  /**
   * Declares nothing yet.
   *
   * @param random draws the start values, in the order of declaration
   */
  public Parameters(NDManager manager, RandomGenerator random) {
    this.manager = manager;
    this.random = random;
  }

  /** A parameter of normal values around 0; returns its place among the parameters. */
  public int normal(String name, double deviation, long... shape) {
    float[] values = new float[(int) new Shape(shape).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
    NDArray start = manager.create(values, new Shape(shape));
    int place = declare(name, start.duplicate()); // the engine's own memory, not the JVM's
    start.close();
    return place;
  }

  /** A parameter that starts with one value everywhere; returns its place. */
  public int constant(String name, double value, long... shape) {
    return declare(name, manager.full(new Shape(shape), (float) value, DataType.FLOAT32));
  }

  /** A buffer that starts with one value everywhere; returns its place among the buffers. */
  public int buffer(String name, double value, long... shape) {
    buffers.put(name, manager.full(new Shape(shape), (float) value, DataType.FLOAT32));
    return buffers.size() - 1;
  }

  /** A buffer of given values; returns its place among the buffers. */
  int buffer(String name, float[] values, long... shape) {
    NDArray start = manager.create(values, new Shape(shape));
    buffers.put(name, start.duplicate()); // the engine's own memory, not the JVM's
    start.close();
    return buffers.size() - 1;
  }

  /** The place of the parameter of that name, where it is declared. */
  OptionalInt place(String name) {
    return place(trained, name);
  }

  /** The place of the buffer of that name among the buffers, where it is declared. */
  OptionalInt placeOfBuffer(String name) {
    return place(buffers, name);
  }

  private static OptionalInt place(Map<String, NDArray> known, String name) {
    int place = List.copyOf(known.keySet()).indexOf(name);
    return place < 0 ? OptionalInt.empty() : OptionalInt.of(place);
  }

  private int declare(String name, NDArray start) {
    if (trained.containsKey(name)) {
      throw new IllegalArgumentException("two parameters are called " + name);
    }
    start.setRequiresGradient(true);
    trained.put(name, start);
    return trained.size() - 1;
  }

  /** Parameters by name. */
  public Map<String, NDArray> trained() {
    return Collections.unmodifiableMap(trained);
  }

  /** Buffers by name. */
  public Map<String, NDArray> buffers() {
    return Collections.unmodifiableMap(buffers);
  }

  /**
   * Ends training: no graph is recorded on their account, whatever the mode of the thread, and
   * their values stay as they are.
   */
  public void freeze() {
    trained.values().forEach(parameter -> parameter.setRequiresGradient(false));
    frozen = true;
  }

  /** Names script and values together, read once; empty unless they are frozen. */
  Optional<String> fingerprint(Script script) {
    if (frozen && fingerprint.isEmpty()) {
      fingerprint = Optional.of(Fingerprint.of(script.text(), trained, buffers));
    }
    return fingerprint;
  }

  /** Parameters in order, as a script takes them. */
  List<NDArray> trainedList() {
    return new ArrayList<>(trained.values());
  }

  /** What a tower run for that computes with: copies, where the buffers are to stay. */
  List<NDArray> bufferList(Mode mode) {
    return mode == Mode.BATCH
        ? buffers.values().stream().map(NDArray::duplicate).toList()
        : bufferList();
  }

  List<NDArray> bufferList() {
    return new ArrayList<>(buffers.values());
  }
}
