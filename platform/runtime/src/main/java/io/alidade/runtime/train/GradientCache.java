package io.alidade.runtime.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import io.alidade.api.Batch;
import io.alidade.api.Embeddings;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.Step;
import io.alidade.nn.Engine;
import io.alidade.nn.Gradients;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The gradients of a whole batch at the memory of a part of it (Gao, Zhang, Han, Callan, <i>Scaling
 * deep contrastive learning batch size under memory limited setup</i>, 2021). A loss on embeddings
 * sees the batch only through them, so the chain rule can be cut there:
 *
 * <pre>
 *   E_k   = embed(part k)                 without a graph, for every k
 *   G     = d loss(E) / d E               E = all parts together
 *   d loss / d parameters = sum_k G_k . d embed(part k) / d parameters
 * </pre>
 *
 * @param rows of a part
 */
record GradientCache(Objective.OnEmbeddings objective, int rows) {

  /**
   * Adds the gradient of the loss.
   *
   * @param look sees the whole batch's embeddings and the terms before gradients are taken
   */
  void backward(
      Batch batch, Step step, Gradients gradients, BiConsumer<Embeddings, LossTerms> look) {
    List<Batch> parts = parts(batch);
    Map<String, NDArray> whole = leaves(parts, step); // (B, ...) each
    Embeddings embeddings = new Embeddings(whole);
    LossTerms terms = objective.loss(embeddings, step);
    look.accept(embeddings, terms);
    Map<String, NDArray> pulls = new LinkedHashMap<>(); // G, (B, ...) each
    Map<String, NDArray> differentiable = new LinkedHashMap<>(whole);
    differentiable.values().removeIf(rows -> !rows.hasGradient());
    NDList found = gradients.add(terms.total(), differentiable.values().toArray(NDArray[]::new));
    for (String name : differentiable.keySet()) {
      pulls.put(name, found.get(pulls.size()));
    }
    int from = 0;
    for (Batch part : parts) {
      int to = from + part.size();
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        pullBack(objective.embed(part, step), pulls, from, to).ifPresent(gradients::add);
      }
      from = to;
    }
  }

  private List<Batch> parts(Batch batch) {
    List<Batch> parts = new ArrayList<>();
    for (int from = 0; from < batch.size(); from += rows) {
      parts.add(batch.rows(from, Math.min(from + rows, batch.size())));
    }
    return parts;
  }

  /**
   * Embeddings of the batch as leaves of a graph of their own; whole numbers, labels say, are
   * handed through.
   */
  private Map<String, NDArray> leaves(List<Batch> parts, Step step) {
    Map<String, NDList> collected = new LinkedHashMap<>();
    Engine.withoutGradients(
        () -> {
          for (Batch part : parts) {
            objective
                .embed(part, step)
                .byName()
                .forEach(
                    (name, rows) -> collected.computeIfAbsent(name, key -> new NDList()).add(rows));
          }
          return collected;
        });
    Map<String, NDArray> leaves = new LinkedHashMap<>();
    collected.forEach(
        (name, list) -> {
          NDArray leaf = list.size() == 1 ? list.get(0) : NDArrays.concat(list);
          leaf.setRequiresGradient(leaf.getDataType().isFloating());
          leaves.put(name, leaf);
        });
    return leaves;
  }

  /** The scalar sum of G_k * E_k has the gradient G_k with regard to E_k. */
  private static Optional<NDArray> pullBack(
      Embeddings part, Map<String, NDArray> pulls, int from, int to) {
    List<NDArray> products = new ArrayList<>();
    part.byName()
        .forEach(
            (name, rows) -> {
              NDArray pull = pulls.get(name);
              if (pull != null && pull.size() > 0) {
                products.add(rows.mul(pull.get(from + ":" + to)).sum());
              }
            });
    return products.stream().reduce(NDArray::add);
  }
}
