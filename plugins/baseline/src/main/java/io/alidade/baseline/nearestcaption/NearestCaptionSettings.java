package io.alidade.baseline.nearestcaption;

import io.alidade.api.Range;

/**
 * How many images are asked.
 *
 * @param neighbours nearest images; the caption that most of them share is said
 */
record NearestCaptionSettings(@Range(min = 1) int neighbours) {}
