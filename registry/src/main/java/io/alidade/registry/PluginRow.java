package io.alidade.registry;

/**
 * A plugin archive.
 *
 * @param sha256 of the archive, in hex
 */
public record PluginRow(String id, String version, String sha256) {}
