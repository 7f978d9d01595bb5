package io.alidade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

class AlidadeTest {
  @TempDir Path folder;
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  @Test
  void saysItsVersion() {
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).matches("alidade \\d+\\.\\d+\\.\\d+ \\(plugin API .*\\)\\R");
  }

  @Test
  void namesTheNearestVerbForAMisspeltOne() {
    assertThat(run("rusn")).isEqualTo(2);
    assertThat(err.toString()).contains("did you mean runs?").hasLineCount(1);
  }

  @Test
  void namesTheNearestOptionForAMisspeltOne() {
    assertThat(run("runs", "--jsn")).isEqualTo(2);
    assertThat(err.toString()).contains("did you mean --json?").hasLineCount(1);
  }

  @Test
  void helpsWithAVerbInItsOwnOptionsAndAnExample() {
    for (Verbs.Verb verb : Verbs.ALL) {
      out.getBuffer().setLength(0);
      assertThat(run(verb.name(), "--help")).isZero();
      assertThat(out.toString())
          .as(verb.name())
          .containsPattern("\\R  alidade |source <\\(alidade ")
          .contains("see alidade --help")
          .doesNotContain("--registry=PATH", "--verbose  ");
      assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
    }
  }

  @Test
  void knowsEveryVerbByTheNameOfItsCommand() {
    assertThat(Verbs.ALL)
        .allSatisfy(
            verb ->
                assertThat(verb.command().getAnnotation(Command.class).name())
                    .isEqualTo(verb.name()));
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains(Verbs.ALL.stream().map(verb -> verb.name() + " ").toList());
  }

  @Test
  void takesAVerbsNameForAFolderWhereOneIsExpected() {
    assertThat(run("--results", folder + "/show", "runs")).isZero();
    assertThat(run("--results", "show", "runs")).isZero();
    assertThat(err.toString()).contains("in show yet");
  }

  @Test
  void takesSharedOptionsBeforeAndAfterTheVerb() {
    assertThat(run("--results", folder + "/a", "runs")).isZero();
    assertThat(err.toString()).contains(folder + "/a");
    assertThat(run("runs", "--results", folder + "/b")).isZero();
    assertThat(err.toString()).contains(folder + "/b");
  }

  @Test
  void saysThatThereIsNothingYetAndWhatMakesSomething() {
    assertThat(run("runs", "--results", folder.toString())).isZero();
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("nothing has been run").contains("alidade run ");
  }

  private int run(String... arguments) {
    return Alidade.run(new PrintWriter(out), new PrintWriter(err), arguments);
  }
}
