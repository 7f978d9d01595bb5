package io.alidade.prompt.coop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Tokenizer;
import io.alidade.nn.Script;
import io.alidade.nn.TextTower;
import io.alidade.nn.TokenBatches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The prompts of some classes, but for the vectors that learn: the frozen embeddings of all other
 * tokens, and which of both stands where.
 *
 * <p>K classes, L places of the longest prompt, M vectors, C width of a token.
 */
final class Prompts {
  private static final String TEXT =
      """
        def assembled(self, vectors: Tensor, words: Tensor, sources: Tensor) -> Tensor:
          c = torch.size(words, 2)
          table = torch.cat([torch.reshape(vectors, [-1, c]), torch.reshape(words, [-1, c])])
          rows = torch.index_select(table, 0, torch.flatten(sources))
          return torch.reshape(rows, [torch.size(words, 0), torch.size(words, 1), c])
      """;

  /** Stands where a vector will: any id, whose embedding is never read. */
  private static final int HOLE = 0;

  private final Script script;
  private final TextTower tower;
  private final NDArray words; // (K, L, C)
  private final NDArray sources; // int64 (K, L), into vectors and words one below the other
  private final NDArray ends; // int64 (K)

  /**
   * Prompts of classes.
   *
   * @param vectors M
   * @param owner for each class whose vectors it has; all 0 where they are shared
   * @param owners how many have vectors
   * @param manager owns what is kept
   */
  Prompts(
      TextTower tower,
      Tokenizer tokenizer,
      List<String> classNames,
      CoopSettings.Position position,
      int vectors,
      int[] owner,
      int owners,
      NDManager manager) {
    this.tower = tower;
    this.script = Script.compile("Prompts", TEXT, manager);
    List<int[]> prompts = // ids, and -1 - m for vector m
        classNames.stream().map(name -> prompt(tokenizer, name, position, vectors)).toList();
    int longest = prompts.stream().mapToInt(ids -> ids.length).max().orElse(1);
    List<int[]> ids =
        prompts.stream()
            .map(all -> Arrays.stream(all).map(id -> id < 0 ? HOLE : id).toArray())
            .toList();
    long[] from = new long[prompts.size() * longest];
    for (int k = 0; k < prompts.size(); k++) {
      for (int l = 0; l < longest; l++) {
        int id = l < prompts.get(k).length ? prompts.get(k)[l] : HOLE;
        int at = k * longest + l;
        from[at] = id < 0 ? (long) owner[k] * vectors - 1 - id : (long) owners * vectors + at;
      }
    }
    this.words = tower.embed(TokenBatches.of(ids, tokenizer.padId(), manager));
    this.sources = manager.create(from, new Shape(prompts.size(), longest));
    this.ends = manager.create(prompts.stream().mapToLong(all -> all.length - 1).toArray());
  }

  /** Arrays that outlive the scope they were made in. */
  List<NDArray> kept() {
    return List.of(words, sources, ends);
  }

  /**
   * Ids of a prompt as long as it is, vectors as {@code -1 - m}. A name too long for the context is
   * cut and the end token kept, as in any text.
   */
  static int[] prompt(
      Tokenizer tokenizer, String className, CoopSettings.Position position, int vectors) {
    String name = className.replace('_', ' ');
    int[] whole = tokenizer.encode(text(className)); // start, name, full stop, end
    int room = tokenizer.contextLength() - vectors;
    if (whole.length > room) {
      int end = whole[whole.length - 1];
      whole = Arrays.copyOf(whole, room);
      whole[room - 1] = end;
    }
    int nameTokens = Math.min(tokenizer.encode(name).length, whole.length) - 2;
    int before =
        switch (position) {
          case END -> vectors;
          case MIDDLE -> vectors / 2;
          case FRONT -> 0;
        };
    List<Integer> ids = new ArrayList<>();
    ids.add(whole[0]);
    IntStream.range(0, before).forEach(m -> ids.add(-1 - m));
    Arrays.stream(whole, 1, 1 + nameTokens).forEach(ids::add);
    IntStream.range(before, vectors).forEach(m -> ids.add(-1 - m));
    Arrays.stream(whole, 1 + nameTokens, whole.length).forEach(ids::add);
    return ids.stream().mapToInt(id -> id).toArray();
  }

  /** What is read for a class beside the vectors. */
  static String text(String className) {
    return className.replace('_', ' ') + ".";
  }

  /** The text tower's embeddings of all classes: (M, C) or (K, M, C) -> (K, D), not normalised. */
  NDArray embeddings(NDArray vectors) {
    NDArray assembled = script.call("assembled", vectors, words, sources); // (K, L, C)
    return tower.pooledFrom(assembled, ends);
  }
}
