package io.alidade.registry;

import io.alidade.api.Measurement;

/**
 * A measured number and how it was measured. Numbers whose protocol hash or data set fingerprint
 * differ do not compare.
 */
public record MeasurementRow(
    String protocol,
    String protocolHash,
    String dataset,
    String datasetFingerprint,
    String split,
    Measurement measurement) {}
