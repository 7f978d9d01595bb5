package io.alidade.nn;

import io.alidade.api.Range;

/**
 * A causal transformer read at the end token.
 *
 * @param width of its tokens
 * @param layers transformer blocks
 * @param heads of a block's attention
 * @param context most tokens of a text, start and end token among them
 * @param hidden width of an MLP's middle; 0 takes four times the width
 * @param epsilon of the norms
 */
public record TextTowerSettings(
    @Range(min = 1) int width,
    @Range(min = 1) int layers,
    @Range(min = 1) int heads,
    @Range(min = 3) int context,
    @Range(min = 0) int hidden,
    Activation activation,
    @Range(above = 0) double epsilon) {
  public TextTowerSettings {
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "heads is %d; expected a divisor of the width %d".formatted(heads, width));
    }
  }

  TransformerBlocks blocks(TowerText text) {
    int middle = hidden == 0 ? 4 * width : hidden;
    return new TransformerBlocks(text, width, heads, layers, middle, activation, epsilon, 0);
  }
}
