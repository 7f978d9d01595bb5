package io.alidade.eval;

import io.alidade.api.Range;
import java.util.List;

/**
 * How class names become texts, and how the test is carried out.
 *
 * @param templates sentences with {@code {}} where the class name goes; the embeddings of a class's
 *     sentences are averaged
 */
public record ZeroShotSettings(List<String> templates, Execution execution) {
  /**
   * What moves no digit of the numbers.
   *
   * @param batchSize images, or texts, encoded at once
   * @param guesses how many classes a prediction keeps
   * @param neighbours how many samples are shown with their nearest texts and images
   */
  public record Execution(
      @Range(min = 1) int batchSize, @Range(min = 1) int guesses, @Range(min = 0) int neighbours) {
    /** The values in {@code reference.conf}. */
    public static final Execution DEFAULT = new Execution(128, 5, 24);
  }

  /** The class name alone; the values in {@code reference.conf}. */
  public static final ZeroShotSettings DEFAULT =
      new ZeroShotSettings(List.of("{}"), Execution.DEFAULT);

  public ZeroShotSettings {
    templates = List.copyOf(templates);
    if (templates.isEmpty()) {
      throw new IllegalArgumentException("templates is empty; expected at least one, as in \"{}\"");
    }
    for (String template : templates) {
      if (!template.contains("{}")) {
        throw new IllegalArgumentException(
            "templates holds \"" + template + "\"; expected {} where the class name goes");
      }
    }
  }

  /** The sentences for one class. */
  public List<String> sentences(String className) {
    return templates.stream().map(template -> template.replace("{}", className)).toList();
  }
}
