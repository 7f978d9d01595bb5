package io.alidade.nn;

import io.alidade.api.Range;
import java.util.List;

/**
 * CLIP's residual network.
 *
 * @param layers bottleneck blocks of each of the four stages
 * @param width channels after the stem; a bottleneck of the last stage has 32 times as many
 * @param heads of the attention that pools the last map
 */
public record ModifiedResNetSettings(
    List<Integer> layers, @Range(min = 2) int width, @Range(min = 1) int heads) {
  public ModifiedResNetSettings {
    layers = List.copyOf(layers);
    if (layers.size() != 4 || layers.stream().anyMatch(blocks -> blocks < 1)) {
      throw new IllegalArgumentException(
          "layers is " + layers + "; expected four numbers of at least 1, one a stage");
    }
    if (width % 2 != 0 || 32 * width % heads != 0) {
      throw new IllegalArgumentException(
          "width is %d and heads is %d; expected an even width and a divisor of 32 x width"
              .formatted(width, heads));
    }
  }
}
