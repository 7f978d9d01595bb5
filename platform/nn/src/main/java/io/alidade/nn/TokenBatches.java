package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Tokenizer;
import java.util.Arrays;
import java.util.List;

/** Texts as token ids, as wide as the longest of them. */
public final class TokenBatches {
  private TokenBatches() {}

  /** int64 (B, L); rows are filled with the tokenizer's pad id behind their end token. */
  public static NDArray encode(Tokenizer tokenizer, List<String> texts, NDManager manager) {
    return of(texts.stream().map(tokenizer::encode).toList(), tokenizer.padId(), manager);
  }

  /** int64 (B, L) from rows of ids. */
  public static NDArray of(List<int[]> rows, int pad, NDManager manager) {
    int longest = rows.stream().mapToInt(row -> row.length).max().orElse(0);
    long[] ids = new long[rows.size() * longest];
    Arrays.fill(ids, pad);
    for (int i = 0; i < rows.size(); i++) {
      int[] row = rows.get(i);
      for (int j = 0; j < row.length; j++) {
        ids[i * longest + j] = row[j];
      }
    }
    return manager.create(ids, new Shape(rows.size(), longest));
  }
}
