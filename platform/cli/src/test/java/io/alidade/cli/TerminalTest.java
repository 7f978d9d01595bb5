package io.alidade.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TerminalTest {
  @Test
  void laysHelpOutOnANarrowTerminalToo() {
    Terminal narrow = new Terminal(true, 40, true);

    assertThatCode(() -> new CommandLine(new Alidade()).setUsageHelpWidth(narrow.helpWidth()))
        .doesNotThrowAnyException();
    assertThat(new Terminal(true, 300, true).helpWidth()).isEqualTo(100);
  }
}
