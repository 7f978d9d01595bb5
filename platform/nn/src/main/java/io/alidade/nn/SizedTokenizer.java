package io.alidade.nn;

import io.alidade.api.Tokenizer;

/** A tokenizer whose model has room for more ids than it gives. */
record SizedTokenizer(Tokenizer tokenizer, int vocabularySize) implements Tokenizer {
  /** The tokenizer itself where there is no such room. */
  static Tokenizer of(Tokenizer tokenizer, int vocabularySize) {
    return tokenizer.vocabularySize() == vocabularySize
        ? tokenizer
        : new SizedTokenizer(tokenizer, vocabularySize);
  }

  @Override
  public int contextLength() {
    return tokenizer.contextLength();
  }

  @Override
  public int padId() {
    return tokenizer.padId();
  }

  @Override
  public int endId() {
    return tokenizer.endId();
  }

  @Override
  public int[] encode(String text) {
    return tokenizer.encode(text);
  }

  @Override
  public int length(String text) {
    return tokenizer.length(text);
  }

  @Override
  public String json() {
    return tokenizer.json();
  }
}
