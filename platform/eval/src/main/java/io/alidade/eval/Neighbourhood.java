package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Evaluation.Guess;
import io.alidade.api.Evaluation.Near;
import io.alidade.api.Evaluation.Neighbours;
import io.alidade.api.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts and images nearest to a few chosen samples, found while the split passes by: only the
 * chosen embeddings are kept, however many images there are.
 */
final class Neighbourhood {
  private static final int NEAREST = 5; // a row that fits a page

  private final Split split;
  private final List<Chosen> chosen;
  private final List<NDArray> queries; // (Q, D), or nothing for a model without a space

  /** A sample to be shown, its nearest texts, and its nearest images so far. */
  private record Chosen(int index, List<Guess> texts, List<Near> images) {}

  private Neighbourhood(Split split, List<Chosen> chosen, List<NDArray> queries) {
    this.split = split;
    this.chosen = chosen;
    this.queries = queries;
  }

  /** Chooses samples spread evenly over the split; none for a model without a space of its own. */
  static Neighbourhood around(
      Split split, int count, Examiner examiner, ClassScores classes, NDManager manager) {
    List<Chosen> chosen = new ArrayList<>();
    List<float[]> embeddings = new ArrayList<>();
    examiner.examine(
        classes,
        Examiner.spread(split.size(), count),
        (indices, confidence, space) ->
            space.ifPresent(
                found -> {
                  List<float[]> similarity = Rows.of(found.similarity());
                  embeddings.addAll(Rows.of(found.embeddings()));
                  for (int i = 0; i < indices.length; i++) {
                    List<Guess> texts = guesses(split.classNames(), similarity.get(i), NEAREST);
                    chosen.add(new Chosen(indices[i], texts, new ArrayList<>()));
                  }
                }));
    if (chosen.isEmpty()) {
      return new Neighbourhood(split, List.of(), List.of());
    }
    int width = embeddings.get(0).length;
    float[] flat = new float[chosen.size() * width];
    for (int q = 0; q < chosen.size(); q++) {
      System.arraycopy(embeddings.get(q), 0, flat, q * width, width);
    }
    return new Neighbourhood(
        split, chosen, List.of(manager.create(flat, new Shape(chosen.size(), width))));
  }

  /** The {@code k} best scored names. */
  static List<Guess> guesses(List<String> names, float[] scores, int k) {
    List<Guess> guesses = new ArrayList<>(k);
    for (int c : Ranking.top(scores, k)) {
      guesses.add(new Guess(names.get(c), scores[c]));
    }
    return guesses;
  }

  /** Takes in a batch: {@code embeddings} (B, D) of unit length. */
  void pass(int[] indices, NDArray embeddings) {
    for (NDArray query : queries) {
      List<float[]> similarity = Rows.of(query.matMul(embeddings.transpose())); // (Q, B)
      for (int q = 0; q < chosen.size(); q++) {
        for (int i = 0; i < indices.length; i++) {
          if (indices[i] != chosen.get(q).index()) {
            insert(chosen.get(q).images(), indices[i], similarity.get(q)[i]);
          }
        }
      }
    }
  }

  private void insert(List<Near> nearest, int index, float similarity) {
    int place = nearest.size();
    while (place > 0 && similarity > nearest.get(place - 1).similarity()) {
      place--;
    }
    if (place < NEAREST) {
      nearest.add(place, new Near(index, split.text(index).id(), similarity));
      if (nearest.size() > NEAREST) {
        nearest.remove(NEAREST);
      }
    }
  }

  List<Neighbours> neighbours() {
    return chosen.stream()
        .map(c -> new Neighbours(c.index(), split.text(c.index()).id(), c.texts(), c.images()))
        .toList();
  }
}
