package io.alidade.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.AlidadeException;
import io.alidade.api.AlidadeException.Kind;
import io.alidade.api.Dataset;
import io.alidade.api.DatasetCard;
import io.alidade.api.Field;
import io.alidade.api.Leaf;
import io.alidade.api.Split;
import io.alidade.runtime.plan.PlanFolder;
import io.alidade.runtime.plan.Suite;
import io.alidade.runtime.plugin.MethodRow;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCheckTest {
  @TempDir Path folder;
  PlanFolder plans;

  @BeforeEach
  void open() {
    plans = new PlanFolder(folder);
  }

  @Test
  void findsNothingWrongWithWhatIsThere() {
    assertThatCode(() -> check(PlanFolder.LEAST)).doesNotThrowAnyException();
  }

  @Test
  void namesEverySplitThatIsNotThereBeforeTheFirstRun() {
    assertThatThrownBy(
            () ->
                check(
                    PlanFolder.LEAST
                        + "data.split = trian\n"
                        + "canary { dataset = \"iconic/emoji\", split = tests,"
                        + " every = 1, samples = 1 }\n"
                        + "evaluate = [{ protocol = zero-shot, dataset = \"iconic/flags\","
                        + " split = x }]\n"))
        .isInstanceOfSatisfying(
            AlidadeException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFIG))
        .hasMessage(
            """
            data.split is "trian", no split of iconic/emoji; expected one of test, train; did you mean train?
            canary.split is "tests", no split of iconic/emoji; expected one of test, train; did you mean test?
            evaluate[0].split is "x", no split of iconic/flags; expected one of test, train\
            """);
  }

  @Test
  void refusesToTestOnWhatChoicesAreMadeOn() {
    String both =
        PlanFolder.LEAST
            + "data.validation = test\n"
            + "evaluate = [{ protocol = zero-shot, dataset = \"iconic/emoji\", split = test }]\n";
    assertThatThrownBy(() -> check(both))
        .isInstanceOf(AlidadeException.class)
        .hasMessageStartingWith(
            "evaluate[0].split is \"test\", on which the method may choose (data.validation)");
    assertThatCode(() -> check(both + "data.validation = \"\"\n")).doesNotThrowAnyException();
  }

  @Test
  void namesTheFieldsThatAMethodLacks() {
    assertThatThrownBy(() -> check(PlanFolder.LEAST + "data.dataset = \"iconic/flags\"\n"))
        .hasMessage(
            "data.dataset is \"iconic/flags\", which has image; expected all that toy.clip needs:"
                + " image, caption");
  }

  private void check(String text) {
    Suite suite = plans.plan(text);
    new DataCheck(DataCheckTest::method, Fields::new).check(suite);
  }

  private static MethodRow method(String id) {
    return new MethodRow(
        id,
        Leaf.BASELINE,
        "summary",
        "paper",
        2026,
        1,
        List.of(Field.IMAGE, Field.CAPTION),
        List.of(),
        "type",
        "");
  }

  /** Emoji have captions, flags do not; both have the same splits. */
  private record Fields(String id) implements Dataset {
    @Override
    public DatasetCard card() {
      return new DatasetCard(
          id,
          "summary",
          "image-text",
          id.endsWith("emoji") ? List.of(Field.IMAGE, Field.CAPTION) : List.of(Field.IMAGE),
          "none",
          new java.util.TreeMap<>(Map.of("train", 2, "test", 1)),
          Map.of(),
          "fingerprint",
          List.of());
    }

    @Override
    public Split split(String name) {
      throw new AssertionError("the card says which splits there are");
    }
  }
}
