package io.alidade.api;

/** Turns text into token ids. Thread-safe. */
public interface Tokenizer {
  /** Ids are 0 (inclusive) to this (exclusive). */
  int vocabularySize();

  /** The most ids that {@link #encode} returns. */
  int contextLength();

  /** Fills a row behind its end token. */
  int padId();

  /** The id at which a causal tower is read. */
  int endId();

  /** Start token, the text's tokens, end token; cut to the context with the end token kept. */
  int[] encode(String text);

  /** How many ids {@link #encode} would return of it if it cut none. */
  default int length(String text) {
    return encode(text).length;
  }

  /** The tokenizer as a Hugging Face {@code tokenizer.json}; checkpoints carry it. */
  String json();
}
