package io.alidade.registry;

/**
 * What a run is made by.
 *
 * @param codeVersion of the platform: version and commit or hash of its jars
 * @param engine name and version
 * @param jdk vendor and version
 * @param os name, version, architecture
 * @param host name of the machine
 * @param cpu model of the processor
 * @param processors how many the JVM may use
 * @param threads how many the engine uses
 */
public record Provenance(
    String codeVersion,
    String engine,
    String jdk,
    String os,
    String host,
    String cpu,
    int processors,
    int threads) {}
