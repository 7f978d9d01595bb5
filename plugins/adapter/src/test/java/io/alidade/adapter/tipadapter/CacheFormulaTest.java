package io.alidade.adapter.tipadapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.adapter.tipadapter.SearchOnValidation.Found;
import io.alidade.nn.Engine;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CacheFormulaTest {
  /** Logits are a hundredfold of similarities. */
  private static final Tolerance LOGITS = new Tolerance(1e-4, 1e-5);

  private NDManager manager;
  private CacheFormula formula;
  private GoldenCase golden;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = Engine.openOnCpu();
    formula = new CacheFormula(manager);
    golden = Golden.read("transfer/tip_adapter");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray tensor(String name) {
    return golden.tensor(name).on(manager);
  }

  private NDArray scalar(double value) {
    return manager.full(new Shape(), (float) value);
  }

  private NDArray oneHot() {
    return tensor("support_labels").oneHot(10);
  }

  private NDArray clip() {
    return formula.clip(tensor("test_features"), tensor("text"), scalar(100));
  }

  private NDArray answers(double beta) {
    return formula.answers(
        tensor("test_features"), tensor("support_features"), oneHot(), scalar(beta));
  }

  /** The authors' lines. */
  @Test
  void hasTheLogitsOfTheAuthorsCode() {
    LOGITS.check("clip", clip(), golden.tensor("clip_logits"));
    Tolerance.LAYER.check(
        "cache", answers(golden.number("params", "beta")), golden.tensor("cache_logits"));
    NDArray mixed =
        formula.mixed(
            clip(),
            answers(golden.number("params", "beta")),
            scalar(golden.number("params", "alpha")));
    LOGITS.check("logits", mixed, golden.tensor("logits"));
  }

  /** Their search_hp, which was given the test set; ours is given validation. */
  @Test
  void searchesAsTheAuthorsDo() {
    var grid =
        new TipAdapterSettings.Search(
            golden.number("params", "search_scale", "1"),
            (int) golden.number("params", "search_step", "1"),
            golden.number("params", "search_scale", "0"),
            (int) golden.number("params", "search_step", "0"));
    Found best =
        SearchOnValidation.best(
            grid,
            clip().toFloatArray(),
            tensor("test_labels").toLongArray(),
            beta -> answers(beta).toFloatArray());
    assertThat(best.beta()).isCloseTo(golden.number("params", "best_beta"), within(1e-9));
    assertThat(best.alpha()).isCloseTo(golden.number("params", "best_alpha"), within(1e-9));
    assertThat(100 * best.accuracy()).isCloseTo(golden.number("params", "accuracy"), within(1e-9));
  }

  @Test
  void saysNothingOfClassesWithoutShots() {
    NDArray known = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2));
    NDArray columns = formula.columns(known, manager.create(new long[] {1, 2, 0}));
    assertThat(columns.toFloatArray()).containsExactly(2, 0, 1, 4, 0, 3);
  }
}
