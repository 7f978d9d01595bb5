package io.alidade.registry;

/**
 * A data set as it was read.
 *
 * @param fingerprint hash of its content
 * @param samples over all splits
 */
public record DatasetRow(
    String id, String fingerprint, String task, String licence, long samples) {}
