package io.alidade.registry;

/**
 * A method as its author described it.
 *
 * @param leaf its place in the taxonomy: {@code pretraining/contrastive/image-text}
 * @param published the paper's year
 */
public record MethodRow(
    String id, int version, String leaf, String summary, String paper, int published) {}
