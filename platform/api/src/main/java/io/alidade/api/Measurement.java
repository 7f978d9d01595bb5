package io.alidade.api;

/**
 * One number.
 *
 * @param metric the field's name in kebab-case: {@code top-1}, {@code mean-per-class}
 * @param value shares are fractions 0..1
 * @param unit {@code share}, {@code seconds}, {@code images/s}
 * @param samples how many items were measured
 */
public record Measurement(
    String metric, double value, String unit, boolean higherIsBetter, long samples) {}
