package io.alidade.baseline.nearestcaption;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Captioner;
import io.alidade.nn.DualTowers;
import io.alidade.nn.TowersModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where every training image lies, and its plainest caption. N = training images, D = width of the
 * foundation's space.
 */
final class CaptionMemory extends TowersModel implements Captioner {
  private final NDArray features; // (N, D), rows of unit length
  private final List<String> captions; // N
  private final int neighbours;

  CaptionMemory(DualTowers towers, NDArray features, List<String> captions, int neighbours) {
    super(towers);
    this.features = features;
    this.captions = List.copyOf(captions);
    this.neighbours = Math.min(neighbours, captions.size());
  }

  @Override
  public List<String> captions(NDArray images) {
    NDArray similar = encodeImage(images).matMul(features.transpose()); // (B, N)
    int rows = Math.toIntExact(similar.getShape().get(0));
    // (B, neighbours), the nearest first.
    long[] order = similar.neg().argSort(1, true).get(":, :" + neighbours).toLongArray();
    List<String> said = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      Map<String, Integer> votes = new LinkedHashMap<>(); // the nearest first
      for (int k = 0; k < neighbours; k++) {
        votes.merge(captions.get((int) order[i * neighbours + k]), 1, Integer::sum);
      }
      String most = captions.get((int) order[i * neighbours]);
      for (Map.Entry<String, Integer> vote : votes.entrySet()) {
        most = vote.getValue() > votes.getOrDefault(most, 0) ? vote.getKey() : most;
      }
      said.add(most);
    }
    return said;
  }

  /** What a checkpoint keeps. */
  Map<String, NDArray> state() {
    Map<String, NDArray> all = new LinkedHashMap<>(towers().state());
    all.put("features", features);
    return all;
  }
}
