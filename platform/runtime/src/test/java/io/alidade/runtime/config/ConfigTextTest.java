package io.alidade.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.alidade.api.AlidadeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with text, includes, substitutions and overrides, to the letter. */
final class ConfigTextTest {
  @TempDir private Path folder;
  private final Problems problems = new Problems();

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** Messages with the test's folder taken off. */
  private List<String> said() {
    return problems.list().stream()
        .map(problem -> problem.toString().replace(folder + "/", ""))
        .toList();
  }

  private Config read(Path file) {
    return ConfigText.resolve(ConfigText.file(file, problems), problems);
  }

  @Test
  void followsIncludesRelativeToTheFileTheyStandIn() throws IOException {
    write("parts/deep/rate.conf", "rate = 3");
    write("parts/train.conf", "include \"deep/rate\"\nsteps = 5");
    Path file =
        write("a.conf", "train { include \"parts/train.conf\" }\ntrain.steps = ${train.rate}0");

    assertThat(read(file).root().unwrapped())
        .isEqualTo(Map.of("train", Map.of("rate", 3, "steps", "30")));
    assertThat(said()).isEmpty();
  }

  @Test
  void namesFileAndLineOfAMissingInclude() throws IOException {
    write(
        "parts/b.conf", "# include \"nope.conf\" is what fails\n\ntrain { include \"nope.conf\" }");
    Path file =
        write("a.conf", "x = 1\ninclude \"parts/b.conf\"\ninclude required(file(\"c.conf\"))");

    read(file);

    assertThat(said())
        .containsExactly(
            "a.conf: 3: include \"c.conf\" names no file; expected one at c.conf",
            "parts/b.conf: 3: include \"nope.conf\" names no file; expected one at"
                + " parts/nope.conf");
  }

  @Test
  void namesAnIncludeCycle() throws IOException {
    Path a = write("a.conf", "x = 1\ninclude \"b.conf\"");
    write("b.conf", "\n\ninclude \"c.conf\"");
    write("c.conf", "include \"b.conf\"");

    read(a);

    assertThat(said())
        .containsExactly(
            "c.conf: 1: include \"b.conf\" closes a cycle (b.conf -> c.conf -> b.conf);"
                + " expected a file that does not lead back");
  }

  @Test
  void includesAFileTwiceWithoutCallingItACycle() throws IOException {
    write("common.conf", "x = 1");
    Path file = write("a.conf", "a { include \"common.conf\" }\nb { include \"common.conf\" }");

    assertThat(read(file).getInt("b.x")).isEqualTo(1);
    assertThat(said()).isEmpty();
  }

  @Test
  void fetchesNothingForAnInclude() throws IOException {
    Path file =
        write("a.conf", "include url(\"http://localhost/x.conf\")\ninclude classpath(\"x.conf\")");

    read(file);

    assertThat(said())
        .containsExactly(
            "a.conf: 1: include \"http://localhost/x.conf\" is a URL; expected a file",
            "a.conf: 2: include \"x.conf\" is a class path resource; expected a file");
  }

  @Test
  void leavesAnIncludeInTextAlone() throws IOException {
    Path file = write("a.conf", "x = \"\"\"\ninclude \"nope.conf\"\n\"\"\"");

    assertThat(read(file).getString("x")).contains("nope.conf");
    assertThat(said()).isEmpty();
  }

  @Test
  void reportsEveryUnresolvedSubstitutionWithItsLine() throws IOException {
    Path file = write("a.conf", "a = ${nope}\nb = 1\nc { d = [${zip.zap}] }\ne = ${?nope}");

    read(file);

    assertThat(said())
        .containsExactly(
            "a.conf: 1: ${nope} is not set; expected a key of this configuration or an environment"
                + " variable",
            "a.conf: 3: ${zip.zap} is not set; expected a key of this configuration or an"
                + " environment variable");
  }

  @Test
  void reportsACircleOfSubstitutions() throws IOException {
    Path file = write("a.conf", "x = 1\na = ${b}\nb = ${a}");

    read(file);

    assertThat(said())
        .containsExactly("a.conf: 3: ${a} leads back to itself; expected a value at the end");
  }

  @Test
  void takesTheEnvironmentWhereTheConfigurationHasNoSuchKey() throws IOException {
    Path file = write("a.conf", "x = ${PATH}\ny = ${?PATH}\nz = 1\nz = ${?NOT_SET_ANYWHERE}");

    Config config = read(file);

    assertThat(config.getString("x")).isEqualTo(System.getenv("PATH"));
    assertThat(config.getString("y")).isEqualTo(System.getenv("PATH"));
    assertThat(config.getInt("z")).isEqualTo(1);
  }

  @Test
  void saysWhereTextIsNoHocon() throws IOException {
    write("broken.conf", "\nb = [1,\n  2\nc = 3");
    Path file = write("a.conf", "a = 1\ninclude \"broken.conf\"");

    read(file);
    read(write("open.conf", "train {\n  steps = 5\n"));
    read(write("key.conf", "train.steps\n"));

    assertThat(said())
        .containsExactly(
            "broken.conf: 4: is no HOCON: list should have ended with ] or had a comma, instead had"
                + " token: '='",
            "key.conf: 2: is no HOCON: key 'train.steps' may not be followed by token: end of file",
            "open.conf: 3: is no HOCON: a block is not closed; expected } before the end of file");
  }

  @Test
  void saysThatAFileIsNotThere() {
    read(folder.resolve("none.conf"));

    assertThat(said())
        .containsExactly("none.conf: no such file; expected an experiment in HOCON (NAME.conf)");
  }

  @Test
  void readsOverridesAsHoconOnlyWhereTheyLookIt() {
    Config config =
        Overrides.of(
            Map.of(
                "seeds", "[1, 2]",
                "train.optimizer", "{ rate = 4e-3 }",
                "data.dataset", "iconic/emoji",
                "name", "a, b = c # d",
                "canary", "null",
                "copy", "${data.dataset}"),
            problems);

    assertThat(ConfigText.resolve(config, problems).root().unwrapped().toString())
        .isEqualTo(
            ConfigFactory.parseString(
                    "seeds = [1,2], train.optimizer.rate = 4e-3, data.dataset = iconic/emoji"
                        + ", name = \"a, b = c # d\", canary = null, copy = iconic/emoji")
                .root()
                .unwrapped()
                .toString());
    assertThat(said()).isEmpty();
  }

  @Test
  void namesTheOverrideThatIsWrong() {
    Config config =
        Overrides.of(Map.of("train..steps", "1", "seeds", "[1", "x", "${nope}"), problems);
    ConfigText.resolve(config, problems);

    assertThat(said())
        .containsExactly(
            "-D seeds: [1 is no value; expected HOCON, as in [1, 2], or text without [ or {",
            "-D train..steps: is no key; expected one like train.steps, as in train.steps=10",
            "-D x: ${nope} is not set; expected a key of this configuration or an environment"
                + " variable");
  }

  @Test
  void throwsAllProblemsAsOne() throws IOException {
    read(write("a.conf", "a = ${x}\nb = ${y}"));

    assertThatThrownBy(problems::throwIfAny)
        .isInstanceOf(AlidadeException.class)
        .hasMessage(String.join("\n", problems.list().stream().map(Problem::toString).toList()))
        .extracting(e -> ((AlidadeException) e).kind())
        .isEqualTo(AlidadeException.Kind.CONFIG);
    assertThat(problems.list()).hasSize(2);
  }
}
