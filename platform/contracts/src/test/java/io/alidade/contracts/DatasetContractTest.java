package io.alidade.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.alidade.api.DatasetFormat;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import toy.shapes.Bend;
import toy.shapes.BentShapes;

/** Each check finds what it is there for, and says so. */
class DatasetContractTest {
  private static Bend bend = Bend.NONE;

  /** Of shapes with whatever bend is set. */
  static class BentContract extends DatasetContract {
    @Override
    protected DatasetFormat format() {
      return new BentShapes(bend);
    }

    @Override
    protected String dataset() {
      return "toy/shapes";
    }
  }

  /** A claim that does not hold: both splits have every class. */
  static class ClaimingContract extends BentContract {
    @Override
    protected Set<String> apart() {
      return Set.of("train", "test");
    }
  }

  static class UnknownContract extends BentContract {
    @Override
    protected String dataset() {
      return "toy/no-such";
    }
  }

  @Test
  void holdsForASoundDataset() {
    bend = Bend.NONE;
    Contracts.Outcome outcome = Contracts.run(BentContract.class);
    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.skipped()).containsOnlyKeys("keepsGroupsApart");
    assertThat(outcome.run()).isEqualTo(11);
  }

  @Test
  void findsGroupsThatAreNotApart() {
    bend = Bend.NONE;
    assertThat(Contracts.run(ClaimingContract.class, "keepsGroupsApart").failed())
        .hasEntrySatisfying(
            "keepsGroupsApart",
            found ->
                assertThat(found).contains("is of the group red circle, as are samples of test"));
  }

  @Test
  void findsAnIdThatNothingAnnounces() {
    bend = Bend.NONE;
    assertThat(Contracts.run(UnknownContract.class, "isFoundByTheHost").failed().values())
        .singleElement()
        .asString()
        .contains("toy/no-such is not found by the host");
  }

  @ParameterizedTest
  @MethodSource("bends")
  void findsABend(Bend chosen, String check, String message) {
    bend = chosen;
    assertThat(Contracts.run(BentContract.class, check).failed())
        .hasEntrySatisfying(check, found -> assertThat(found).contains(message));
  }

  static Stream<Arguments> bends() {
    return Stream.of(
        arguments(
            Bend.MISLABELLED_CARD,
            "saysTheSameBeforeAndAfterItIsOpened",
            "toy/shapes: task of the card is detection; expected image-text"),
        arguments(
            Bend.MISCOUNTED,
            "holdsAsManySamplesAndClassesAsItsCardSays",
            "toy/shapes: test: size is 16; expected 17"),
        arguments(
            Bend.SILENT_ABOUT_SPLITS,
            "namesItsSplitsWhenAskedForAnother",
            "expected an AlidadeException that names [train, test]"),
        arguments(Bend.SHUFFLED, "isTheSameWhenOpenedAgain", "(number 0) is SampleText["),
        arguments(Bend.FORGETFUL, "isTheSameWhenOpenedAgain", "toy/shapes: fingerprint is 0000"),
        arguments(Bend.REPAINTED, "isTheSameWhenOpenedAgain", "has other pixels than before"),
        arguments(
            Bend.TWO_TONGUED, "saysOfASampleWhatItSaysOfItsText", "its sample is SampleText["),
        arguments(Bend.NAMELESS, "givesEachSampleAnIdOfItsOwn", "has the id shape a second time"),
        arguments(Bend.AMBIGUOUS, "givesEachSampleAnIdOfItsOwn", "captions is ["),
        arguments(Bend.COUNTS_FROM_ONE, "labelsWithinItsClasses", "has class 16; expected 0 to 15"),
        arguments(Bend.WORDLESS, "captionsWhatItsCardSays", "expected one or more, none blank"),
        arguments(Bend.NOT_THREAD_SAFE, "readsTheSameFromManyThreads", "read by many threads"));
  }
}
