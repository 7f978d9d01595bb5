package io.alidade.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StopSignalTest {
  final List<String> heard = new ArrayList<>();

  @Test
  void asksThenHurriesThenEnds() {
    var listener = listener(true);

    assertThat(listener.receive(StopSignal.INT)).isTrue();
    assertThat(listener.receive(StopSignal.TERM)).isTrue();
    assertThat(listener.receive(StopSignal.INT)).isFalse();
    assertThat(heard).containsExactly("ask INT", "hurry TERM");
  }

  @Test
  void endsAtTheSecondWhereNothingCanBeHurried() {
    var listener = listener(false);

    assertThat(listener.receive(StopSignal.INT)).isTrue();
    assertThat(listener.receive(StopSignal.INT)).isFalse();
  }

  @Test
  void exitsAsShellsHaveIt() {
    // 128 and the number that POSIX gives the signal: INT 2, TERM 15, HUP 1.
    assertThat(StopSignal.INT.exitCode()).isEqualTo(130);
    assertThat(StopSignal.TERM.exitCode()).isEqualTo(143);
    assertThat(StopSignal.HUP.exitCode()).isEqualTo(129);
  }

  private StopSignal.Listener listener(boolean hurries) {
    return new StopSignal.Listener(
        signal -> heard.add("ask " + signal),
        signal -> {
          heard.add("hurry " + signal);
          return hurries;
        });
  }
}
