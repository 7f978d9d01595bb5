package io.alidade.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.alidade.api.Method;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import toy.linear.Fault;
import toy.linear.LinearMethod;

/** Each check finds what it is there for, and says so. */
class MethodContractTest {
  private static Fault fault = Fault.NONE;

  /** Of a linear classifier with whatever fault is set. */
  static class LinearContract extends MethodContract {
    @Override
    protected Method method() {
      return new LinearMethod(fault);
    }

    /** What goes wrong is said once it has gone on for 100 steps. */
    @Override
    protected String experiment() {
      return fault == Fault.PRESSES_ON_A_LIMIT ? "train.steps = 110" : "";
    }
  }

  @Test
  void holdsForASoundMethod() {
    fault = Fault.NONE;
    Contracts.Outcome outcome = Contracts.run(LinearContract.class);
    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.skipped()).containsOnlyKeys("countsClassNamesThatItCuts"); // it reads none
    assertThat(outcome.run()).isEqualTo(20);
  }

  @Test
  void holdsForASoundMethodWithALossOnEmbeddings() {
    fault = Fault.EMBEDS;
    Contracts.Outcome outcome = Contracts.run(LinearContract.class);
    assertThat(outcome.failed()).isEmpty();
    assertThat(outcome.skipped()).containsOnlyKeys("countsClassNamesThatItCuts"); // it reads none
  }

  @ParameterizedTest
  @MethodSource("faults")
  void findsAFault(Fault chosen, String check, String message) {
    fault = chosen;
    assertThat(Contracts.run(LinearContract.class, check).failed())
        .hasEntrySatisfying(check, found -> assertThat(found).contains(message));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        arguments(
            Fault.READS_LONG_NAMES_IN_SILENCE,
            "countsClassNamesThatItCuts",
            "it counts []; expected each of them"),
        arguments(Fault.CLIMBS, "learnsInAFewSteps", "expected it to fall"),
        arguments(
            Fault.MULTIPLIES_BY_A_NUMBER, "trainsTheSameWhenMemoryIsCollected", "mul(Number)"),
        arguments(
            Fault.DRAWS_FROM_ELSEWHERE,
            "repeatsItselfBitForBit",
            "two runs of one seed differ (weight (16, 48) by"),
        arguments(Fault.IGNORES_THE_SEED, "startsFromItsSeed", "two seeds give the same"),
        arguments(
            Fault.FORGETS_THE_BIAS,
            "groupsEachParameterOnce",
            "parameter bias is not the tensor of that name in state() (it has [weight, seen])"),
        arguments(Fault.FORGETS_THE_BIAS, "isRestoredFromACheckpoint", "answers differently"),
        arguments(Fault.RENAMES_THE_BIAS, "groupsEachParameterOnce", "it has [weight, seen, b]"),
        arguments(
            Fault.GROUPS_TWICE,
            "groupsEachParameterOnce",
            "biases/bias is the parameter all/bias too"),
        arguments(Fault.FREEZES_THE_BIAS, "groupsEachParameterOnce", "requires no gradient"),
        arguments(Fault.LEAKS, "leavesNothingBehindAStep", "arrays alive after each step"),
        arguments(Fault.ANSWERS_FROM_A_COPY, "isRestoredFromACheckpoint", "answers differently"),
        arguments(
            Fault.IGNORES_ITS_STATE,
            "isRestoredFromACheckpoint",
            "says the same when every tensor of state() is 0"),
        arguments(
            Fault.COUNTS_TESTS, "isTestedWithoutATrace", "testing changes its state (seen (1) by"),
        arguments(Fault.COLLECTS_TESTS, "isTestedWithoutATrace", "a test leaves 2 arrays behind"),
        arguments(Fault.LEARNS_IN_THE_TEST, "isTestedWithoutATrace", "other numbers"),
        arguments(
            Fault.LOOKS_AROUND,
            "seesEachImageByItself",
            "scores of an image depends on the other images"),
        arguments(Fault.IGNORES_CLASS_NAMES, "playsItsRoles", "order of the class names"),
        arguments(Fault.SPOILS_A_BUFFER, "staysFinite", "state seen holds NaN or infinity"),
        arguments(Fault.PRESSES_ON_A_LIMIT, "trainsWithoutAWarning", "scale has been at its limit"),
        arguments(Fault.PLAYS_NO_ROLE, "playsItsRoles", "plays no role"),
        arguments(Fault.MIXES_ROWS, "trainsTheSameInPartsOfABatchOrRefuses", "in parts of 5"));
  }
}
