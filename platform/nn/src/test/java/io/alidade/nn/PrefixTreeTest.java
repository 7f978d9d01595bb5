package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class PrefixTreeTest {
  private static final long END = 9;
  private static final int WIDTH = 6;

  /** Rows of few letters, so that many begin alike; the rest behind an end token is noise. */
  @Provide
  Arbitrary<List<List<Long>>> batches() {
    Arbitrary<Long> letters = Arbitraries.of(1L, 2L, 3L, END);
    return letters.list().ofSize(WIDTH).list().ofMinSize(1).ofMaxSize(12);
  }

  @Property
  void givesEveryTextBack(@ForAll("batches") List<List<Long>> rows) {
    Unpacked tree = Unpacked.of(rows);
    for (int row = 0; row < rows.size(); row++) {
      assertThat(tree.text(row)).isEqualTo(text(rows.get(row)));
    }
  }

  @Property
  void computesEachPrefixOnceOrNothingMoves(@ForAll("batches") List<List<Long>> rows) {
    Unpacked tree = Unpacked.of(rows);
    Set<List<Long>> prefixes = new HashSet<>();
    Set<List<Long>> texts = new HashSet<>();
    for (List<Long> row : rows) {
      List<Long> text = text(row);
      texts.add(text);
      for (int length = 1; length <= text.size(); length++) {
        prefixes.add(text.subList(0, length));
      }
    }
    int longest = texts.stream().mapToInt(List::size).max().orElseThrow();
    int places = rows.size() * longest;
    boolean worth = prefixes.size() <= 0.9 * places;
    assertThat(tree.nodes()).isEqualTo(worth ? prefixes.size() : places);
    assertThat(tree.distinctTexts()).isEqualTo(worth ? texts.size() : rows.size());
    assertThat(tree.length()).isEqualTo(longest);
  }

  @Property
  void findsEachNodeAtItsFirstPlace(@ForAll("batches") List<List<Long>> rows) {
    Unpacked tree = Unpacked.of(rows);
    for (int node = 0; node < tree.nodes(); node++) {
      int place = (int) tree.first()[node];
      assertThat(tree.grid()[place]).isEqualTo(node);
      assertThat(tree.positions()[node]).isEqualTo(place % tree.length());
    }
  }

  @Property
  void needsNoMoreNodesInAnotherOrder(@ForAll("batches") List<List<Long>> rows) {
    List<List<Long>> turned = new ArrayList<>(rows);
    Collections.reverse(turned);
    assertThat(Unpacked.of(turned).nodes()).isEqualTo(Unpacked.of(rows).nodes());
  }

  /** Three texts of 3, 4 and 3 tokens: 1 2, and behind it 9; 3 9; the third is the first. */
  @Example
  void sharesWhatAHandCountShares() {
    PrefixTree tree = PrefixTree.of(new long[] {1, 2, 9, 0, 1, 2, 3, 9, 1, 2, 9, 7}, 3, END);
    assertThat(tree.numbers())
        .containsExactly(
            5, 2, 4, 3, // nodes, distinct texts, longest, texts
            1, 2, 9, 3, 9, // tokens
            0, 1, 2, 2, 3, // positions
            0, 1, 2, 6, 7, // first places
            0, 1, 2, 0, 0, 1, 3, 4, // the grid; behind the end any node
            2, 4, // ends
            0, 1, 0); // which text each row is
  }

  private static List<Long> text(List<Long> row) {
    int end = row.indexOf(END);
    return row.subList(0, end < 0 ? 1 : end + 1);
  }

  /** The arrays of a tree, taken apart again as the script does it. */
  private static final class Unpacked {
    private final int length;
    private final List<long[]> parts;

    private Unpacked(int length, List<long[]> parts) {
      this.length = length;
      this.parts = parts;
    }

    static Unpacked of(List<List<Long>> rows) {
      long[] ids = rows.stream().flatMap(List::stream).mapToLong(Long::longValue).toArray();
      long[] all = PrefixTree.of(ids, rows.size(), END).numbers();
      int n = (int) all[0];
      int t = (int) all[1];
      int length = (int) all[2];
      int from = 4;
      List<long[]> parts = new ArrayList<>();
      for (int size : new int[] {n, n, n, t * length, t, (int) all[3]}) {
        parts.add(Arrays.copyOfRange(all, from, from + size));
        from += size;
      }
      assertThat(all).hasSize(from);
      return new Unpacked(length, parts);
    }

    int length() {
      return length;
    }

    long[] tokens() {
      return parts.get(0);
    }

    long[] positions() {
      return parts.get(1);
    }

    long[] first() {
      return parts.get(2);
    }

    long[] grid() {
      return parts.get(3);
    }

    long[] ends() {
      return parts.get(4);
    }

    int nodes() {
      return tokens().length;
    }

    int distinctTexts() {
      return ends().length;
    }

    /** Along the grid from the first place to the node at which the text is read. */
    List<Long> text(int row) {
      int text = (int) parts.get(5)[row];
      int end = (int) ends()[text];
      int last = (int) positions()[end];
      assertThat(grid()[text * length + last]).isEqualTo(end);
      List<Long> found = new ArrayList<>();
      for (int depth = 0; depth <= last; depth++) {
        found.add(tokens()[(int) grid()[text * length + depth]]);
      }
      return found;
    }
  }
}
