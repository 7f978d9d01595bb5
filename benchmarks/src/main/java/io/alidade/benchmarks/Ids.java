package io.alidade.benchmarks;

import io.alidade.api.Tokenizer;

/** A vocabulary without words: towers are timed on ids. The two highest are start and end. */
record Ids(int vocabularySize, int contextLength) implements Tokenizer {
  @Override
  public int padId() {
    return 0;
  }

  @Override
  public int endId() {
    return vocabularySize - 1;
  }

  @Override
  public int[] encode(String text) {
    throw new UnsupportedOperationException("a benchmark draws its ids");
  }

  @Override
  public String json() {
    throw new UnsupportedOperationException("a benchmark draws its ids");
  }
}
