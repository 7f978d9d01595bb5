package io.alidade.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.alidade.api.Protocol;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import toy.protocol.Slip;
import toy.protocol.ToyProtocol;

/** Each check finds what it is there for, and says so. */
class ProtocolContractTest {
  private static Slip slip = Slip.NONE;

  /** Of a protocol with whatever slip is set. */
  static class ToyContract extends ProtocolContract {
    @Override
    protected Protocol protocol() {
      return new ToyProtocol(slip);
    }

    @Override
    protected String otherExecution() {
      return "execution.batch-size = 7";
    }
  }

  @Test
  void holdsForASoundProtocol() {
    slip = Slip.NONE;
    Contracts.Outcome outcome = Contracts.run(ToyContract.class);
    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.skipped()).isEmpty();
    assertThat(outcome.run()).isEqualTo(13);
  }

  @ParameterizedTest
  @MethodSource("slips")
  void findsASlip(Slip chosen, String check, String message) {
    slip = chosen;
    assertThat(Contracts.run(ToyContract.class, check).failed())
        .hasEntrySatisfying(check, found -> assertThat(found).contains(message));
  }

  static Stream<Arguments> slips() {
    String plain = "measuresTheWholeSplitInPlainNumbers";
    return Stream.of(
        arguments(Slip.MEASURES_NOTHING, plain, "measures nothing"),
        arguments(Slip.MISNAMES, plain, "metric=top 1"),
        arguments(Slip.REPEATS_A_METRIC, plain, "that no other has"),
        arguments(Slip.DIVIDES_BY_ZERO, plain, "value=Infinity"),
        arguments(Slip.HAS_NO_UNIT, plain, "unit=,"),
        arguments(Slip.SKIPS_A_SAMPLE, plain, "expected a metric in kebab-case"),
        arguments(Slip.ROLLS_DICE, "saysTheSameEachTime", "a second evaluation"),
        arguments(
            Slip.SPOILS_THE_LAST,
            "givesAPerfectModelFullMarks",
            "top-1 of a model that is always right is 0.996875; expected 1.0"),
        arguments(
            Slip.GIVES_AWAY,
            "givesAGuessingModelWhatGuessingGives",
            "expected 0.0625, give or take 0.0541"),
        arguments(
            Slip.COUNTS_BATCHES,
            "movesNoDigitByHowItIsCarriedOut",
            "with execution.batch-size = 7"),
        arguments(Slip.OFF_BY_ONE, "predictsSamplesOfTheSplit", "red-circle-1 at 0; expected"),
        arguments(Slip.ACCEPTS_ANY_MODEL, "refusesAModelWithoutItsRole", "answered with null"),
        arguments(Slip.STOPS_SHORT, "comesToTheEndOfItsProgress", "{images=319 of 320}"),
        arguments(Slip.GIVES_AWAY, "comesOfWhatEachItemAdds", "its items make top-1"),
        arguments(Slip.LEAKS, "leavesNothingBehind", "1 arrays are left"));
  }
}
