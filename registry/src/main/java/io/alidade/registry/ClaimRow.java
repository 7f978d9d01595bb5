package io.alidade.registry;

import java.util.List;

/**
 * A claim and its newest verdict.
 *
 * @param id name of its file
 * @param verdict {@code supported}, {@code refuted} or {@code undecided}
 * @param reason empty where the numbers say it
 * @param difference left less right, in the metric's unit; NaN where nothing could be compared
 * @param low of its 95 % interval
 * @param high of it
 * @param draws of the bootstrap
 * @param runs that it came of
 */
public record ClaimRow(
    String id,
    String statement,
    String verdict,
    String reason,
    double difference,
    double low,
    double high,
    double margin,
    int seeds,
    int sets,
    long items,
    int draws,
    List<String> runs,
    String codeVersion) {
  public ClaimRow {
    runs = List.copyOf(runs);
  }
}
