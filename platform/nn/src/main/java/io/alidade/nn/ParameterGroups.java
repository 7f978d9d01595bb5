package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import io.alidade.api.ParameterGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The groups that most methods make of a tower's parameters. */
public final class ParameterGroups {
  private static final Pattern BLOCK = Pattern.compile("(?:^|\\.)blocks\\.(\\d+)\\.");
  private static final Pattern LAST_NORM = Pattern.compile("(?:^|\\.)norm\\.(?:weight|bias)$");

  private ParameterGroups() {}

  /** Weight decay for matrices; none for biases, norms and single tokens, as in open_clip. */
  public static List<ParameterGroup> byShape(Map<String, NDArray> parameters) {
    return byShape("", parameters, 1);
  }

  /**
   * The same, and a learning rate that falls with depth (Clark et al., <i>ELECTRA</i>, 2020; Bao et
   * al., <i>BEiT</i>, 2022), with timm's layers: what stands before the blocks is layer 0, block i
   * is layer i + 1 and the norm behind the blocks belongs to the last of them, what follows is the
   * top layer, blocks + 1.
   *
   * <pre>
   *   rate = factor ^ (top - layer)
   * </pre>
   *
   * @param tower parameters of one tower, in the order in which it uses them
   * @param factor of one layer, 1 for the same rate everywhere
   */
  public static List<ParameterGroup> byDepth(Map<String, NDArray> tower, double factor) {
    Map<Integer, Map<String, NDArray>> layers = new LinkedHashMap<>();
    int layer = 0;
    int blocks = 0;
    for (Map.Entry<String, NDArray> parameter : tower.entrySet()) {
      Matcher block = BLOCK.matcher(parameter.getKey());
      if (block.find()) {
        layer = Integer.parseInt(block.group(1)) + 1;
        blocks = Math.max(blocks, layer);
      } else if (layer > 0 && !LAST_NORM.matcher(parameter.getKey()).find()) {
        layer = blocks + 1;
      }
      layers
          .computeIfAbsent(layer, key -> new LinkedHashMap<>())
          .put(parameter.getKey(), parameter.getValue());
    }
    int top = blocks + 1;
    List<ParameterGroup> groups = new ArrayList<>();
    layers.forEach(
        (depth, parameters) ->
            groups.addAll(
                byShape("layer-" + depth + "-", parameters, Math.pow(factor, top - depth))));
    return groups;
  }

  /**
   * {@link #byShape(Map)} at a rate of their own.
   *
   * @param prefix of the groups' names
   * @param rate factor on the configured learning rate
   */
  public static List<ParameterGroup> byShape(
      String prefix, Map<String, NDArray> parameters, double rate) {
    Map<String, NDArray> matrices = new LinkedHashMap<>();
    Map<String, NDArray> vectors = new LinkedHashMap<>();
    parameters.forEach(
        (name, value) -> (value.getShape().dimension() > 1 ? matrices : vectors).put(name, value));
    List<ParameterGroup> groups = new ArrayList<>();
    if (!matrices.isEmpty()) {
      groups.add(new ParameterGroup(prefix + "matrices", matrices, rate, 1));
    }
    if (!vectors.isEmpty()) {
      groups.add(new ParameterGroup(prefix + "biases-and-norms", vectors, rate, 0));
    }
    return groups;
  }
}
