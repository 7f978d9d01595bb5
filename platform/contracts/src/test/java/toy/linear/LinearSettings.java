package toy.linear;

import io.alidade.api.Range;

/** Height and width of an image, in pixels. */
public record LinearSettings(@Range(min = 1) int side) {}
