package io.alidade.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Rows of token ids: what counts in a step is how long its captions are. */
final class Captions {
  private Captions() {}

  /**
   * Rows of random words, start and end token around them.
   *
   * @param lengths drawn from, start and end token counted
   * @param context length of a row
   * @param vocabulary its two highest ids are the start and the end token
   */
  static long[] rows(int rows, int[] lengths, int context, int vocabulary, Random64 random) {
    long startId = vocabulary - 2L;
    long[] ids = new long[rows * context];
    for (int row = 0; row < rows; row++) {
      int length = lengths[random.below(lengths.length)];
      int at = row * context;
      ids[at] = startId;
      for (int i = 1; i < length - 1; i++) {
        ids[at + i] = 1L + random.below(vocabulary - 3);
      }
      ids[at + length - 1] = startId + 1;
    }
    return ids;
  }

  /** The lengths of Flickr8k's captions, one entry a caption. */
  static int[] flickr8k(Path benchmarks) {
    try {
      List<String> lines = Files.readAllLines(benchmarks.resolve("caption-lengths.csv"));
      return lines.stream()
          .skip(2)
          .map(line -> line.split(",", -1))
          .flatMapToInt(
              cells ->
                  java.util.stream.IntStream.generate(() -> Integer.parseInt(cells[0]))
                      .limit(Integer.parseInt(cells[1])))
          .toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 9 to 30 tokens, each as often. */
  static int[] small() {
    return java.util.stream.IntStream.rangeClosed(9, 30).toArray();
  }
}
