package io.alidade.eval;

import io.alidade.api.Range;

/**
 * What is looked for where, and how the test is carried out.
 *
 * @param captions of each image that stand in the gallery of texts, its first ones; 0 for all
 * @param rerank how many of the first found the model looks at again as a matcher; 0 for none
 */
public record RetrievalSettings(
    @Range(min = 0) int captions, @Range(min = 0) int rerank, Execution execution) {
  /**
   * What moves no digit of the numbers.
   *
   * @param batchSize queries, texts, or pairs of an image and a text, at once
   * @param guesses how many texts a prediction keeps
   */
  public record Execution(@Range(min = 1) int batchSize, @Range(min = 1) int guesses) {}
}
