package io.alidade.runtime.train.diagnosis;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Batch;
import io.alidade.api.Embeddings;
import io.alidade.api.Field;
import io.alidade.api.ParameterGroup;
import io.alidade.nn.Ops;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to see at one record of the loss.
 *
 * @param step steps done, of {@code total}
 * @param rows of the batch, B
 * @param contrasts whether the loss compares rows with each other, as one on embeddings does
 * @param values what is recorded: {@code loss}, {@code data-wait}, ...
 * @param cosines mean cosine between different rows, by name of the embedding
 * @param repeated rows whose caption another row has too; none where the loss knows by labels what
 *     belongs together
 * @param scalars bounded ones, such as the logit scale
 */
public record Reading(
    long step,
    long total,
    int rows,
    boolean contrasts,
    Map<String, Double> values,
    Map<String, Double> cosines,
    int repeated,
    List<Bounded> scalars) {
  public Reading {
    values = Map.copyOf(values);
    cosines = Collections.unmodifiableMap(new LinkedHashMap<>(cosines));
    scalars = List.copyOf(scalars);
  }

  /** A scalar and its limits. */
  public record Bounded(String name, float value, ParameterGroup.Bounds bounds) {}

  /** Of a step whose tensors are still there; called without gradients. */
  public static Reading of(
      long step,
      long total,
      Batch batch,
      Optional<Embeddings> embeddings,
      Map<String, Double> values,
      List<Bounded> scalars) {
    Map<String, Double> cosines = new LinkedHashMap<>();
    embeddings.ifPresent(
        all ->
            all.byName()
                .forEach(
                    (name, rows) -> {
                      if (rows.getShape().dimension() > 1 && rows.getShape().get(0) > 1) {
                        cosines.put(name, meanCosine(rows));
                      }
                    }));
    return new Reading(
        step,
        total,
        batch.size(),
        embeddings.isPresent(),
        values,
        cosines,
        batch.has(Field.CAPTION) && !labelled(embeddings) ? repeated(batch.tokens()) : 0,
        scalars);
  }

  /** Whether the loss is told by whole numbers which rows belong together. */
  private static boolean labelled(Optional<Embeddings> embeddings) {
    return embeddings.stream()
        .flatMap(all -> all.byName().values().stream())
        .anyMatch(rows -> !rows.getDataType().isFloating());
  }

  /**
   * Over all pairs of different rows. The sum of B rows of unit length has the squared length B + B
   * (B - 1) times that.
   *
   * @param rows (B, ...)
   */
  private static double meanCosine(NDArray rows) {
    long b = rows.getShape().get(0);
    NDArray flat = rows.reshape(new Shape(b, rows.size() / b)); // (B, D)
    double square = 0;
    for (float each : Ops.normalise(flat).sum(new int[] {0}).toFloatArray()) {
      square += (double) each * each;
    }
    return (square - b) / (b * (b - 1.0));
  }

  /** Of token ids (B, L): rows that stand there more than once. */
  private static int repeated(NDArray tokens) {
    int length = (int) (tokens.size() / tokens.getShape().get(0));
    long[] ids = tokens.toLongArray();
    Map<LongBuffer, Integer> counts = new HashMap<>();
    for (int from = 0; from < ids.length; from += length) {
      counts.merge(LongBuffer.wrap(ids, from, length).slice(), 1, Integer::sum);
    }
    return counts.values().stream().filter(count -> count > 1).mapToInt(count -> count).sum();
  }

  /** The bounded scalars among the parameters. */
  public static List<Bounded> bounded(List<ParameterGroup> groups) {
    List<Bounded> scalars = new ArrayList<>();
    for (ParameterGroup group : groups) {
      if (group.bounds().limits()) {
        group
            .parameters()
            .forEach(
                (name, value) -> {
                  if (value.size() == 1) {
                    scalars.add(new Bounded(name, value.toFloatArray()[0], group.bounds()));
                  }
                });
      }
    }
    return scalars;
  }
}
