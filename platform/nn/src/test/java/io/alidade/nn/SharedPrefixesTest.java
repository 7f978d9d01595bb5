package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.testkit.Tolerance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A tower that computes equal beginnings once, against the same tower on each text alone. */
class SharedPrefixesTest {
  private static final int CONTEXT = 12;
  private static final int WIDTH = 8;
  private static final int START = 30;
  private static final int END = 31;
  private static final int NAME = -1;

  private static final List<int[]> NAMES =
      List.of(
          new int[] {1},
          new int[] {2},
          new int[] {3, 4},
          new int[] {3, 5},
          new int[] {3, 4, 6},
          new int[] {1});

  private NDManager manager;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = NDManager.newBaseManager("PyTorch");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Templates with a place for the name, put together with every name. */
  private record Grid(String name, List<int[]> templates) {
    List<int[]> rows() {
      return templates.stream().flatMap(t -> NAMES.stream().map(n -> row(t, n))).toList();
    }

    /** Start, template, end; cut to the context with the end kept. */
    private static int[] row(int[] template, int[] name) {
      int[] ids =
          Arrays.stream(template)
              .flatMap(id -> id == NAME ? Arrays.stream(name) : IntStream.of(id))
              .limit(CONTEXT - 2)
              .toArray();
      return IntStream.concat(
              IntStream.concat(IntStream.of(START), Arrays.stream(ids)), IntStream.of(END))
          .toArray();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Grid> grids() {
    int[] prefix = {10, 11, NAME};
    int[] around = {10, 11, 12, NAME, 13, 14};
    int[] first = {NAME, 15, 16};
    int[] twice = {NAME, 17, NAME};
    int[] tooLong = {10, 11, 12, 13, 14, 15, 16, 17, 18, NAME, 19, 20};
    return Stream.of(
        new Grid("one template", List.of(prefix)),
        new Grid("the name alone", List.of(new int[] {NAME})),
        new Grid("the name first", List.of(first, twice)),
        new Grid("an ending behind the name", List.of(around, new int[] {10, 11, 12, NAME, 14})),
        new Grid("equal templates", List.of(prefix, prefix, around)),
        new Grid("cut at the context", List.of(tooLong, prefix)),
        new Grid("all of them", List.of(prefix, around, first, twice, tooLong, prefix)));
  }

  @ParameterizedTest
  @MethodSource("grids")
  void giveTheEmbeddingsOfTextsAlone(Grid grid) {
    TextTower tower = tower();
    List<int[]> rows = grid.rows();
    float[] together = tower.pooled(TokenBatches.of(rows, 0, manager)).toFloatArray();
    for (int i = 0; i < rows.size(); i++) {
      float[] alone =
          tower.pooled(TokenBatches.of(rows.subList(i, i + 1), 0, manager)).toFloatArray();
      new Tolerance(1e-5, 1e-6)
          .check(
              grid + ": text " + i,
              Arrays.copyOfRange(together, i * WIDTH, (i + 1) * WIDTH),
              alone);
    }
  }

  /**
   * Linear layers like a round number of nodes; were that the number of places, nothing would move.
   * Every small batch of every length, in which 4 of up to 8 places of each text are shared.
   */
  @Test
  void giveTheEmbeddingsOfTextsAloneWhateverTheSizes() {
    TextTower tower = tower();
    for (int texts = 2; texts <= 16; texts++) {
      for (int length = 6; length <= 8; length++) {
        List<int[]> rows = new ArrayList<>();
        for (int i = 0; i < texts; i++) {
          int own = i;
          int places = length;
          rows.add(
              IntStream.range(0, length)
                  .map(at -> at == 0 ? START : at < 4 ? 20 : at == places - 1 ? END : 1 + own)
                  .toArray());
        }
        float[] together = tower.pooled(TokenBatches.of(rows, 0, manager)).toFloatArray();
        for (int i = 0; i < texts; i++) {
          float[] alone =
              tower.pooled(TokenBatches.of(rows.subList(i, i + 1), 0, manager)).toFloatArray();
          new Tolerance(1e-5, 1e-6)
              .check(
                  "text %d of %d, %d long".formatted(i, texts, length),
                  Arrays.copyOfRange(together, i * WIDTH, (i + 1) * WIDTH),
                  alone);
        }
      }
    }
  }

  /** A shared state takes the sum of the gradients of all texts that go through it. */
  @ParameterizedTest
  @MethodSource("grids")
  void giveTheGradientsOfTextsAlone(Grid grid) {
    TextTower tower = tower();
    List<int[]> rows = grid.rows();
    NDArray weights = manager.randomNormal(new Shape(rows.size(), WIDTH)).duplicate();
    Map<String, NDArray> parameters = tower.parameters().trained();
    List<NDArray> leaves = List.copyOf(parameters.values());
    NDArray all = TokenBatches.of(rows, 0, manager);
    List<double[]> together =
        new Graph("together", leaves, () -> tower.pooled(all).mul(weights).sum())
            .gradients(() -> {});
    List<double[]> alone =
        new Graph("alone", leaves, () -> oneByOne(tower, rows, weights)).gradients(() -> {});
    List<String> names = List.copyOf(parameters.keySet());
    for (int i = 0; i < leaves.size(); i++) {
      Tolerance.GRADIENT.check(names.get(i), floats(together.get(i)), floats(alone.get(i)));
    }
  }

  private NDArray oneByOne(TextTower tower, List<int[]> rows, NDArray weights) {
    NDArray sum = manager.zeros(new Shape());
    for (int i = 0; i < rows.size(); i++) {
      NDArray row = TokenBatches.of(rows.subList(i, i + 1), 0, manager);
      sum = sum.add(tower.pooled(row).mul(weights.get(i + ":" + (i + 1))).sum());
    }
    return sum;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    IntStream.range(0, values.length).forEach(i -> floats[i] = (float) values[i]);
    return floats;
  }

  @Test
  void keepTheirGradientsOverACollection() {
    TextTower tower = tower();
    List<NDArray> leaves = List.copyOf(tower.parameters().trained().values());
    List<int[]> rows = new ArrayList<>(new Grid("", List.of(new int[] {10, NAME, 11})).rows());
    Graph graph =
        new Graph("tree", leaves, () -> tower.pooled(TokenBatches.of(rows, 0, manager)).sum());
    List<double[]> undisturbed = graph.gradients(() -> {});
    for (int i = 0; i < 3; i++) {
      List<double[]> disturbed = graph.gradients(Garbage::collect);
      for (int leaf = 0; leaf < leaves.size(); leaf++) {
        assertThat(disturbed.get(leaf)).isEqualTo(undisturbed.get(leaf));
      }
    }
  }

  private TextTower tower() {
    return new TextTower(
        new TextTowerSettings(16, 3, 2, CONTEXT, 0, Activation.QUICK_GELU, 1e-5),
        new OpenClipModel.Ids(32, CONTEXT, END),
        WIDTH,
        manager,
        new SplittableRandom(4));
  }
}
