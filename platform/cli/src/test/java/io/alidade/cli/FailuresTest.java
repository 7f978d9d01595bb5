package io.alidade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.AlidadeException;
import io.alidade.api.AlidadeException.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailuresTest {
  final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource({"RUN, 1", "CONFIG, 2", "DATA, 3", "PLUGIN, 4", "ENGINE, 5", "RESOURCE, 5"})
  void saysWhatWentWrongInOneLineAndExitsByItsKind(Kind kind, int code) {
    assertThat(report(new AlidadeException(kind, "here: it is so; expected otherwise")))
        .isEqualTo(code);
    assertThat(err.toString()).isEqualTo("here: it is so; expected otherwise\n");
  }

  @Test
  void ownsUpToABugAndSaysHowToSeeMore() {
    assertThat(report(new IllegalStateException("never"))).isEqualTo(70);
    assertThat(err.toString())
        .startsWith("A bug of Alidade, not yours: java.lang.IllegalStateException: never")
        .contains("--verbose")
        .contains("alidade logs")
        .hasLineCount(1);
  }

  @Test
  void takesAFullHeapForALackOfMemory() {
    assertThat(report(new OutOfMemoryError("Java heap space"))).isEqualTo(5);
    assertThat(err.toString()).startsWith("memory: ").hasLineCount(1);
  }

  private int report(Throwable failure) {
    return new Failures(new PrintWriter(err), new Alidade()).report(failure);
  }
}
