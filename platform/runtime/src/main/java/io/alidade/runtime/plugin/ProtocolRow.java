package io.alidade.runtime.plugin;

/**
 * A protocol as its {@link io.alidade.api.ProtocolSpec} describes it.
 *
 * @param type name of the annotated class
 */
public record ProtocolRow(String id, String summary, int version, String type) {}
