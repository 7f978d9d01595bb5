package io.alidade.data;

import io.alidade.api.Range;

/**
 * How far a training image may be changed; everything is scaled by {@code strength}, 0 changes
 * nothing.
 *
 * @param shrink smallest scale at strength 1, as a factor
 * @param enlarge largest scale at strength 1, as a factor
 * @param rotation most degrees either way
 * @param shift most displacement, as a share of the image
 * @param colour most change of colour mix and saturation, as a share
 * @param grey share of images without colour
 * @param background share of images on a random colour
 */
public record AugmentSettings(
    @Range(min = 0, max = 1) double strength,
    @Range(above = 0, max = 1) double shrink,
    @Range(min = 1) double enlarge,
    @Range(min = 0, max = 180) double rotation,
    @Range(min = 0, max = 1) double shift,
    @Range(min = 0, max = 1) double colour,
    @Range(min = 0, max = 1) double grey,
    @Range(min = 0, max = 1) double background) {
  /** Images as they are. */
  public static final AugmentSettings NONE = new AugmentSettings(0, 1, 1, 0, 0, 0, 0, 0);
}
