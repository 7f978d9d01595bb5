package io.alidade.nn;

import io.alidade.api.Range;

/**
 * A transformer over a text's states that looks at an image. It is as wide as the text tower.
 *
 * @param layers of two blocks each: one among the text's places, one that looks at the image
 * @param heads of a block's attention
 */
public record CrossTransformerSettings(@Range(min = 1) int layers, @Range(min = 1) int heads) {}
