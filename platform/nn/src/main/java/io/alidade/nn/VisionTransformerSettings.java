package io.alidade.nn;

import io.alidade.api.Range;

/**
 * A vision transformer as CLIP's, read at its class token.
 *
 * @param patch side of a patch in pixels
 * @param width of the tokens
 * @param layers transformer blocks
 * @param heads of a block's attention
 * @param hidden width of an MLP's middle; 0 takes four times the width
 * @param epsilon of the norms
 */
public record VisionTransformerSettings(
    @Range(min = 1) int patch,
    @Range(min = 1) int width,
    @Range(min = 1) int layers,
    @Range(min = 1) int heads,
    @Range(min = 0) int hidden,
    Activation activation,
    @Range(above = 0) double epsilon) {
  public VisionTransformerSettings {
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "heads is %d; expected a divisor of the width %d".formatted(heads, width));
    }
  }

  TransformerBlocks blocks(TowerText text) {
    int middle = hidden == 0 ? 4 * width : hidden;
    return new TransformerBlocks(text, width, heads, layers, middle, activation, epsilon);
  }
}
