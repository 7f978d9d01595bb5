package io.alidade.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.AlidadeException;
import io.alidade.api.AlidadeException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  final List<String> said = new ArrayList<>();
  final List<String> givenUp = new ArrayList<>();
  final List<String> disowned = new ArrayList<>();

  @Test
  void goesOnWhileTheLeaseIsRenewed() {
    assertThat(heartbeat(() -> true).once()).isTrue();
    assertThat(givenUp).isEmpty();
  }

  @Test
  void givesUpARunThatOthersTookForLost() {
    assertThat(heartbeat(() -> false).once()).isFalse();
    assertThat(givenUp).isEmpty();
    assertThat(disowned).singleElement().asString().contains("took the run for lost");
  }

  @Test
  void bearsWithARegistryThatDoesNotAnswerForAMinute() {
    Heartbeat heartbeat = heartbeat(HeartbeatTest::locked);

    // A beat every five seconds.
    for (int beat = 1; beat < 12; beat++) {
      assertThat(heartbeat.once()).isTrue();
    }
    assertThat(givenUp).isEmpty();
    assertThat(heartbeat.once()).isFalse();

    assertThat(givenUp).containsExactly("registry.db: is locked");
    assertThat(said).containsExactly("registry.db: is locked; tried again for a minute");
  }

  @Test
  void countsFromTheLastBeatThatWasHeard() {
    boolean[] locked = {true};
    Heartbeat heartbeat = heartbeat(() -> !locked[0] || locked());
    for (int beat = 1; beat < 12; beat++) {
      heartbeat.once();
    }

    locked[0] = false;
    assertThat(heartbeat.once()).isTrue();
    locked[0] = true;

    assertThat(heartbeat.once()).isTrue();
    assertThat(givenUp).isEmpty();
  }

  private static boolean locked() {
    throw new AlidadeException(Kind.RESOURCE, "registry.db: is locked");
  }

  private Heartbeat heartbeat(BooleanSupplier renew) {
    return new Heartbeat(
        renew, said::add, e -> givenUp.add(e.getMessage()), e -> disowned.add(e.getMessage()));
  }
}
