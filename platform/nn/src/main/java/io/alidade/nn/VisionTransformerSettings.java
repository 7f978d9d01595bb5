package io.alidade.nn;

import io.alidade.api.Range;

/**
 * A vision transformer: CLIP's, where the last five say nothing else.
 *
 * @param patch side of a patch in pixels
 * @param width of the tokens
 * @param layers transformer blocks
 * @param heads of a block's attention
 * @param hidden width of an MLP's middle; 0 takes four times the width
 * @param epsilon of the norms
 * @param normBefore whether a norm stands before the blocks
 * @param layerScale where each channel's own factor on a branch begins; 0 for none
 * @param positions what is added to the tokens
 * @param pool how the tokens become one
 * @param patchDropout share of the patches that a training step leaves out; 0 for none
 */
public record VisionTransformerSettings(
    @Range(min = 1) int patch,
    @Range(min = 1) int width,
    @Range(min = 1) int layers,
    @Range(min = 1) int heads,
    @Range(min = 0) int hidden,
    Activation activation,
    @Range(above = 0) double epsilon,
    boolean normBefore,
    @Range(min = 0) double layerScale,
    Positions positions,
    PoolSettings pool,
    @Range(min = 0) double patchDropout) {
  /** What tells a token its place. */
  public enum Positions {
    /** A table that is trained. */
    LEARNT,
    /** Sines and cosines of row and column, which stay. */
    WAVES
  }

  public VisionTransformerSettings {
    if (width % heads != 0) {
      throw new IllegalArgumentException(
          "heads is %d; expected a divisor of the width %d".formatted(heads, width));
    }
    if (positions == Positions.WAVES && width % 4 != 0) {
      throw new IllegalArgumentException(
          "width is %d; expected a multiple of 4, since sines and cosines of rows and columns"
                  .formatted(width)
              + " share it");
    }
    if (patchDropout >= 1) {
      throw new IllegalArgumentException(
          "patch-dropout is %s; expected a share below 1".formatted(patchDropout));
    }
  }

  /** Without patch dropout. */
  public VisionTransformerSettings(
      int patch,
      int width,
      int layers,
      int heads,
      int hidden,
      Activation activation,
      double epsilon,
      boolean normBefore,
      double layerScale,
      Positions positions,
      PoolSettings pool) {
    this(
        patch,
        width,
        layers,
        heads,
        hidden,
        activation,
        epsilon,
        normBefore,
        layerScale,
        positions,
        pool,
        0);
  }

  /** CLIP's. */
  public VisionTransformerSettings(
      int patch,
      int width,
      int layers,
      int heads,
      int hidden,
      Activation activation,
      double epsilon) {
    this(
        patch,
        width,
        layers,
        heads,
        hidden,
        activation,
        epsilon,
        true,
        0,
        Positions.LEARNT,
        PoolSettings.CLASS);
  }

  TransformerBlocks blocks(TowerText text) {
    int middle = hidden == 0 ? 4 * width : hidden;
    return new TransformerBlocks(
        text, width, heads, layers, middle, activation, epsilon, layerScale);
  }
}
