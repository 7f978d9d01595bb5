package io.alidade.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.AlidadeException;
import io.alidade.api.AlidadeException.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InsistenceTest {
  final List<String> said = new ArrayList<>();
  long seconds;
  int writes;

  @Test
  void writesOnceWhenTheRegistryAnswers() {
    insistence(false).write(() -> writes++);

    assertThat(writes).isEqualTo(1);
    assertThat(said).isEmpty();
  }

  @Test
  void writesAgainUntilTheRegistryAnswersAndSaysSoOnce() {
    insistence(false)
        .write(
            () -> {
              if (++writes < 30) {
                throw full();
              }
            });

    assertThat(writes).isEqualTo(30);
    assertThat(said).containsExactly("registry.db: the disk is full; tried again for a minute");
  }

  @Test
  void givesUpAfterAMinuteWithWhatTheRegistrySaid() {
    assertThatThrownBy(() -> insistence(false).write(this::neverWrite))
        .hasMessageContaining("full");
    assertThat(seconds).isEqualTo(61);
  }

  @Test
  void givesUpAfterSecondsWhenTheUserWaits() {
    assertThatThrownBy(() -> insistence(true).write(this::neverWrite)).hasMessageContaining("full");
    assertThat(seconds).isEqualTo(6);
  }

  @Test
  void doesNotRepeatWhatCannotBecomeRight() {
    assertThatThrownBy(
            () ->
                insistence(false)
                    .write(
                        () -> {
                          writes++;
                          throw new AlidadeException(Kind.CONFIG, "no such run");
                        }))
        .hasMessage("no such run");
    assertThat(writes).isEqualTo(1);
  }

  private void neverWrite() {
    throw full();
  }

  private static AlidadeException full() {
    return new AlidadeException(Kind.RESOURCE, "registry.db: the disk is full");
  }

  /** On a clock that goes on by a second at each pause. */
  private Insistence insistence(boolean hurried) {
    return new Insistence(
        () -> hurried, said::add, () -> seconds * 1_000_000_000L, () -> seconds++);
  }
}
