package io.alidade.baseline.background;

import io.alidade.api.Range;

/**
 * What can be set.
 *
 * @param size height and width of a scene in pixels
 */
record BackgroundSettings(@Range(min = 8) int size) {}
