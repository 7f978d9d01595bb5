package io.alidade.runtime.plan;

import com.typesafe.config.ConfigObject;

/**
 * One entry of {@code evaluate}.
 *
 * @param note what a reader should know of the number: "unseen style, names seen in training"
 * @param settings the protocol's, bound
 * @param resolved the protocol's settings with all defaults
 * @param hash of everything that decides how the number is measured
 */
public record EvaluationEntry(
    String protocol,
    String dataset,
    String split,
    String note,
    Record settings,
    ConfigObject resolved,
    String hash) {}
