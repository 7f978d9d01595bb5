package io.alidade.runtime.plugin;

/**
 * A data set as its {@link io.alidade.api.DatasetSpec} describes it.
 *
 * @param type name of the annotated {@link io.alidade.api.DatasetFormat}
 */
public record DatasetRow(String id, String summary, String task, String licence, String type) {}
