package io.alidade.registry;

/**
 * A file that a run left.
 *
 * @param path relative to the run's folder, with forward slashes
 * @param sha256 in hex
 */
public record ArtifactRow(String kind, String path, long bytes, String sha256) {}
