package io.alidade.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be known of a data set.
 *
 * @param task {@code image-text}, {@code classification}, ...
 * @param licence SPDX ids with what each covers
 * @param splits number of samples a split, in reading order
 * @param classes number of classes a split
 * @param fingerprint sha-256 over ids, texts, labels and pixels' source: equal data, equal
 *     fingerprint
 * @param notes what was left out and why, one sentence each
 */
public record DatasetCard(
    String id,
    String summary,
    String task,
    List<Field> fields,
    String licence,
    Map<String, Integer> splits,
    Map<String, Integer> classes,
    String fingerprint,
    List<String> notes) {
  public DatasetCard {
    fields = List.copyOf(fields);
    splits = Collections.unmodifiableMap(new LinkedHashMap<>(splits));
    classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes));
    notes = List.copyOf(notes);
  }
}
