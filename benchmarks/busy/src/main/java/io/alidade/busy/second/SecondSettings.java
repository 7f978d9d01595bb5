package io.alidade.busy.second;

import io.alidade.api.Range;

/**
 * How much there is to do.
 *
 * @param seconds of wall time that a core is busy, over all steps
 */
public record SecondSettings(@Range(min = 0) double seconds) {}
