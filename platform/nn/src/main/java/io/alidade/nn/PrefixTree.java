package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Texts as a tree of their prefixes. In a causal tower a token's state is a function of the tokens
 * up to it, so that texts with a common beginning share those states, equal texts share all of
 * them, and what stands behind an end token has none: each node is one token to compute.
 *
 * <p>N nodes, T distinct texts, L the longest of them, B texts as they came.
 */
final class PrefixTree {
  /**
   * Share of the grid that has to be saved before moving rows between nodes and places pays; below
   * it every place is a node of its own.
   */
  private static final double WORTH = 0.1;

  /**
   * Methods of a script that move rows between nodes, places and texts; nothing moves where they
   * are the same.
   */
  static final String METHODS =
      """
        def places(self, x: Tensor, grid: Tensor) -> Tensor:
          if torch.eq(torch.size(x, 0), torch.numel(grid)):
            y = x
          else:
            y = torch.index_select(x, 0, torch.flatten(grid))
          return torch.reshape(y, [torch.size(grid, 0), torch.size(grid, 1), -1])
        def nodes(self, x: Tensor, first: Tensor) -> Tensor:
          y = torch.flatten(x, 0, 1)
          if torch.eq(torch.size(y, 0), torch.size(first, 0)):
            z = y
          else:
            z = torch.index_select(y, 0, first)
          return z
        def rows(self, x: Tensor, texts: Tensor) -> Tensor:
          if torch.eq(torch.size(x, 0), torch.size(texts, 0)):
            y = x
          else:
            y = torch.index_select(x, 0, texts)
          return y
      """;

  /** Lines that give the arrays of {@link #packed}, called x, their names. */
  static final String UNPACKED =
      """
          n = int(x[0])
          t = int(x[1])
          length = int(x[2])
          parts = torch.split_with_sizes(x, [4, n, n, n, torch.mul(t, length), t, int(x[3])])
          tokens = parts[1]
          positions = parts[2]
          first = parts[3]
          grid = torch.reshape(parts[4], [t, length])
          ends = parts[5]
          texts = parts[6]
      """;

  private final long[] tokens; // (N), id of each node
  private final long[] positions; // (N), how deep it stands
  private final long[] first; // (N), where it stands first among the T L places, row by row
  private final long[] grid; // (T L), the node of each place; behind a text's end any node
  private final long[] ends; // (T), the node at which a text is read
  private final long[] texts; // (B), which distinct text each row is
  private final int length; // L

  private PrefixTree(
      long[] tokens,
      long[] positions,
      long[] first,
      long[] grid,
      long[] ends,
      long[] texts,
      int length) {
    this.tokens = tokens;
    this.positions = positions;
    this.first = first;
    this.grid = grid;
    this.ends = ends;
    this.texts = texts;
    this.length = length;
  }

  /**
   * (B, L) ids, row by row; a row ends at its first {@code end}, or at once where it has none; for
   * {@link TextTower#HIGHEST} at the first of its highest ids.
   */
  static PrefixTree of(long[] ids, int rows, long end) {
    int width = rows == 0 ? 0 : ids.length / rows;
    int[] lengths = new int[rows];
    for (int row = 0; row < rows; row++) {
      int from = row * width;
      long last =
          end == TextTower.HIGHEST ? Arrays.stream(ids, from, from + width).max().orElse(end) : end;
      int length = 1;
      while (length <= width && ids[from + length - 1] != last) {
        length++;
      }
      lengths[row] = length > width ? 1 : length;
    }
    int longest = Arrays.stream(lengths).max().orElse(0);
    PrefixTree shared = new Growth(ids, width, longest).grow(lengths);
    return shared.tokens.length <= (1 - WORTH) * rows * longest
        ? shared
        : flat(ids, lengths, width, longest);
  }

  /** Every place of the grid as a node: nothing is shared, and nothing moves. */
  private static PrefixTree flat(long[] ids, int[] lengths, int width, int longest) {
    int rows = lengths.length;
    long[] all = LongStream.range(0, (long) rows * longest).toArray();
    long[] tokens = new long[all.length];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(ids, row * width, tokens, row * longest, longest);
    }
    return new PrefixTree(
        tokens,
        LongStream.of(all).map(place -> place % longest).toArray(),
        all,
        all,
        LongStream.range(0, rows).map(row -> row * longest + lengths[(int) row] - 1).toArray(),
        LongStream.range(0, rows).toArray(),
        longest);
  }

  /** N: tokens that are computed. */
  int nodes() {
    return tokens.length;
  }

  /** T. */
  int distinctTexts() {
    return ends.length;
  }

  /**
   * All of it in one int64 tensor, as the script unpacks it. Where nodes are shared, nodes that
   * nobody looks at fill them up: linear layers are faster on a round number of rows. Never to as
   * many as there are places, which says that node i is place i.
   */
  NDArray packed(NDManager manager) {
    int round = (tokens.length + Linear.GROUPS - 1) / Linear.GROUPS * Linear.GROUPS;
    try (NDArray heap = manager.create(numbers(round < grid.length ? round : tokens.length))) {
      return heap.duplicate(); // the engine's own memory: the graph keeps views of it
    }
  }

  /** N, T, L, B, then the arrays in order. */
  long[] numbers() {
    return numbers(tokens.length);
  }

  /**
   * @param n nodes, the last of which may be none of any text
   */
  private long[] numbers(int n) {
    long[] sizes = {n, ends.length, length, texts.length};
    return Stream.of(
            sizes,
            Arrays.copyOf(tokens, n),
            Arrays.copyOf(positions, n),
            Arrays.copyOf(first, n),
            grid,
            ends,
            texts)
        .flatMapToLong(LongStream::of)
        .toArray();
  }

  /** The tree under construction. */
  private static final class Growth {
    private final long[] ids;
    private final int width;
    private final int longest;
    private final Map<Edge, Integer> children = new HashMap<>();
    private final Map<Integer, Integer> textsByEnd = new HashMap<>();

    private record Edge(int parent, long token) {}

    Growth(long[] ids, int width, int longest) {
      this.ids = ids;
      this.width = width;
      this.longest = longest;
    }

    PrefixTree grow(int[] lengths) {
      int places = lengths.length * longest;
      long[] tokens = new long[places];
      long[] positions = new long[places];
      long[] first = new long[places];
      long[] grid = new long[places];
      long[] ends = new long[lengths.length];
      long[] texts = new long[lengths.length];
      for (int row = 0; row < lengths.length; row++) {
        int text = textsByEnd.size();
        int node = -1;
        for (int place = 0; place < lengths[row]; place++) {
          Edge edge = new Edge(node, ids[row * width + place]);
          Integer known = children.putIfAbsent(edge, children.size());
          node = known == null ? children.size() - 1 : known;
          grid[text * longest + place] = node;
          if (known == null) {
            tokens[node] = edge.token();
            positions[node] = place;
            first[node] = (long) text * longest + place;
          }
        }
        Integer known = textsByEnd.putIfAbsent(node, text);
        texts[row] = known == null ? text : known;
        ends[(int) texts[row]] = node;
      }
      int nodes = children.size();
      int distinct = textsByEnd.size();
      return new PrefixTree(
          Arrays.copyOf(tokens, nodes),
          Arrays.copyOf(positions, nodes),
          Arrays.copyOf(first, nodes),
          Arrays.copyOf(grid, distinct * longest),
          Arrays.copyOf(ends, distinct),
          texts,
          longest);
    }
  }
}
