package io.alidade.registry;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One experiment on one metric, over its seeds: of each seed the newest finished run counts.
 * Standings compare only where protocol hash, data set fingerprint and split are equal.
 *
 * @param name the newest name its author gave the experiment
 * @param standardDeviation of the sample, for two seeds or more
 * @param seeds how many
 * @param samples how many items were measured, in the run with the fewest
 * @param seconds a run took, on average
 * @param leaf of the taxonomy, {@code transfer/prompt/text}
 * @param parameters numbers that training changed; empty of runs that did not say
 * @param tried configurations compared on validation; empty likewise
 * @param peakMemoryBytes of the run that took most; empty where it could not be read
 */
public record Standing(
    String protocol,
    String protocolHash,
    String dataset,
    String datasetFingerprint,
    String split,
    String metric,
    String unit,
    boolean higherIsBetter,
    String name,
    String method,
    int methodVersion,
    String experiment,
    double mean,
    OptionalDouble standardDeviation,
    int seeds,
    long samples,
    double seconds,
    String leaf,
    OptionalLong parameters,
    OptionalLong tried,
    OptionalLong peakMemoryBytes) {}
