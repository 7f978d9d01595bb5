package io.alidade.runtime.report;

import io.alidade.api.Evaluation;
import io.alidade.api.Evaluation.Near;
import io.alidade.api.Evaluation.Neighbours;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.eval.Confusion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * The samples that a report shows. Worker and report come to the same choice from the same
 * evaluation.
 *
 * @param sheet predictions spread evenly over the split
 * @param pairs the most confused classes, each with a sample of both
 * @param neighbours as the protocol chose them
 */
record Shown(List<Prediction> sheet, List<Pair> pairs, List<Neighbours> neighbours) {
  private static final int SHEET = 72; // divides into rows of 2, 3, 4, 6, 8, 9 and 12
  private static final int PAIRS = 12;

  /** A confusion and the first sample of each of its classes. */
  record Pair(Confusion confusion, Prediction first, Prediction second) {}

  static Shown of(Evaluation evaluation) {
    List<Prediction> all = evaluation.predictions();
    int count = Math.min(SHEET, all.size());
    List<Prediction> sheet = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      sheet.add(all.get(Math.toIntExact((long) i * all.size() / count)));
    }
    Map<String, Prediction> firstOf = new HashMap<>();
    all.forEach(prediction -> firstOf.putIfAbsent(prediction.truth(), prediction));
    List<Pair> pairs = new ArrayList<>();
    for (Confusion confusion : Confusion.mostConfused(all, all.size())) {
      Prediction first = firstOf.get(confusion.first());
      Prediction second = firstOf.get(confusion.second());
      if (first != null && second != null && pairs.size() < PAIRS) {
        pairs.add(new Pair(confusion, first, second));
      }
    }
    return new Shown(sheet, pairs, evaluation.neighbours());
  }

  /** The same evaluation, without drawings of what is not on the sheet. */
  static Evaluation drawnWhereShown(Evaluation evaluation) {
    Set<Prediction> sheet = Collections.newSetFromMap(new IdentityHashMap<>());
    sheet.addAll(of(evaluation).sheet());
    List<Prediction> kept =
        evaluation.predictions().stream()
            .map(one -> sheet.contains(one) ? one : one.undrawn())
            .toList();
    return new Evaluation(
        evaluation.measurements(), kept, evaluation.neighbours(), evaluation.contributions());
  }

  /** Where all of these stand in the split, in its order. */
  NavigableSet<Integer> indices() {
    NavigableSet<Integer> indices = new TreeSet<>();
    sheet.forEach(prediction -> indices.add(prediction.index()));
    for (Pair pair : pairs) {
      indices.add(pair.first().index());
      indices.add(pair.second().index());
    }
    for (Neighbours near : neighbours) {
      indices.add(near.index());
      near.images().stream().map(Near::index).forEach(indices::add);
    }
    return indices;
  }
}
