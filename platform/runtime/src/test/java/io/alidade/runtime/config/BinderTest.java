package io.alidade.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import io.alidade.api.Range;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of problem a value can have, to the letter, and values of every type. */
final class BinderTest {
  enum Pooling {
    LAST_TOKEN,
    MEAN
  }

  record Inner(@Range(min = 1, max = 8) int layers, List<Double> betas) {
    Inner {
      betas = List.copyOf(betas);
      if (betas.size() != 2) {
        throw new IllegalArgumentException("betas is " + betas + "; expected two numbers");
      }
      if (layers == 7) {
        throw new IllegalArgumentException("seven is not allowed");
      }
    }
  }

  record Outer(
      String name,
      @Range(above = 0) double rate,
      boolean cosine,
      Pooling pooling,
      Inner textTower,
      @Range(min = 0, max = 1) List<Double> shares,
      Optional<Duration> patience) {}

  private static final String DEFAULTS =
      """
      rate = 1e-3
      cosine = true
      pooling = mean
      text-tower {
        layers = 4
        betas = [0.9, 0.98]
      }
      shares = []
      """;

  @TempDir private Path folder;
  private final Problems problems = new Problems();

  private Optional<Outer> bind(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("a.conf"), text);
    Config config =
        ConfigText.resolve(
            ConfigText.file(file, problems).withFallback(ConfigText.defaults(DEFAULTS, "")),
            problems);
    return new Binder(problems, ConfigText.shown(file)).bind(config.root(), "", Outer.class);
  }

  private void refuses(String text, String... messages) throws IOException {
    assertThat(bind(text)).isEmpty();
    assertThat(problems.list())
        .extracting(problem -> problem.toString().replace(folder + "/", ""))
        .containsExactly(messages);
  }

  @Test
  void bindsWhatIsWrittenOverTheDefaults() throws IOException {
    Outer bound =
        bind("""
                name = 12
                rate = "4e-3"
                pooling = last-token
                text-tower.layers = 2.0
                shares = [0, 1]
                patience = 30 s
                """)
            .orElseThrow();

    assertThat(bound)
        .isEqualTo(
            new Outer(
                "12",
                0.004,
                true,
                Pooling.LAST_TOKEN,
                new Inner(2, List.of(0.9, 0.98)),
                List.of(0.0, 1.0),
                Optional.of(Duration.ofSeconds(30))));
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void refusesAnUnknownKey() throws IOException {
    refuses(
        "name = x\ntext-tower {\n  layer = 3\n}\n",
        "a.conf: 3: text-tower.layer = 3 is no known key; expected one of layers, betas; did you"
            + " mean text-tower.layers?");
  }

  @Test
  void pointsAKeyToTheBlockItBelongsTo() throws IOException {
    refuses(
        "name = x\nlayers = 3",
        "a.conf: 2: layers = 3 is no known key; expected one of name, rate, cosine, pooling,"
            + " text-tower, shares, patience; did you mean text-tower.layers?");
  }

  @Test
  void suggestsNothingWhereNothingIsNear() throws IOException {
    refuses(
        "name = x\nzzzzzzzz {}",
        "a.conf: 2: zzzzzzzz is no known key; expected one of name, rate, cosine, pooling,"
            + " text-tower, shares, patience");
  }

  @Test
  void refusesAWrongType() throws IOException {
    refuses(
        """
        name = [x]
        rate = fast
        cosine = 3
        text-tower { layers = 1.5, betas = 2 }
        shares = [1, { a = 1 }]
        patience = soon
        """,
        "a.conf: 1: name is a list; expected text",
        "a.conf: 2: rate is \"fast\"; expected a number above 0",
        "a.conf: 3: cosine is 3; expected true or false",
        "a.conf: 4: text-tower.betas is 2; expected a list, each item a number",
        "a.conf: 4: text-tower.layers is 1.5; expected a whole number of at least 1 and at most 8",
        "a.conf: 5: shares[1] is a block; expected a number of at least 0 and at most 1",
        "a.conf: 6: patience is \"soon\"; expected a duration, as in 30 s");
  }

  @Test
  void refusesABlockThatIsAValue() throws IOException {
    refuses("name = x\ntext-tower = 5", "a.conf: 2: text-tower is 5; expected a block { ... }");
  }

  @Test
  void refusesANumberOutOfRange() throws IOException {
    refuses(
        "name = x\nrate = -0.07\ntext-tower.layers = 1e3\nshares = [0.5, 1.5]",
        "a.conf: 2: rate is -0.07; expected a number above 0",
        "a.conf: 3: text-tower.layers is 1e3; expected a whole number of at least 1 and at most 8",
        "a.conf: 4: shares[1] is 1.5; expected a number of at least 0 and at most 1");
  }

  @Test
  void refusesNumbersThatAreNone() throws IOException {
    refuses(
        "name = x\nrate = NaN\nshares = [Infinity]",
        "a.conf: 2: rate is \"NaN\"; expected a number above 0",
        "a.conf: 3: shares[0] is \"Infinity\"; expected a number of at least 0 and at most 1");
  }

  @Test
  void refusesAWordThatIsNotAmongThose() throws IOException {
    refuses(
        "name = x\npooling = last_token",
        "a.conf: 2: pooling is \"last_token\"; expected one of last-token, mean; did you mean"
            + " last-token?");
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    refuses("rate = 1", "a.conf: name is missing; expected text");
  }

  @Test
  void takesNullAsMissing() throws IOException {
    refuses(
        "name = x\ntext-tower {\n  layers = null }",
        "a.conf: 3: text-tower.layers is missing; expected a whole number of at least 1 and at most"
            + " 8");
  }

  @Test
  void reportsWhatAConstructorRefusesAtTheKeyItNames() throws IOException {
    refuses(
        "name = x\ntext-tower {\n  layers = 2\n  betas = [1]\n}",
        "a.conf: 4: text-tower.betas is [1.0]; expected two numbers");
  }

  @Test
  void reportsWhatAConstructorRefusesAtItsBlockOtherwise() throws IOException {
    refuses(
        "name = x\n\ntext-tower {\n  layers = 7\n}", "a.conf: 3: text-tower: seven is not allowed");
  }

  @Test
  void reportsSeveralProblemsAtOnceByLine() throws IOException {
    refuses(
        """
        rate = -1
        cosin = true
        text-tower {
          layers = 9
          betas = [${beta}, 0.9]
        }
        """,
        "a.conf: name is missing; expected text",
        "a.conf: 1: rate is -1; expected a number above 0",
        "a.conf: 2: cosin = true is no known key; expected one of name, rate, cosine, pooling,"
            + " text-tower, shares, patience; did you mean cosine?",
        "a.conf: 4: text-tower.layers is 9; expected a whole number of at least 1 and at most 8",
        "a.conf: 5: ${beta} is not set; expected a key of this configuration or an environment"
            + " variable");
  }

  @Test
  void saysThatAnOverrideIsWrong() {
    Config config =
        Overrides.of(Map.of("name", "x", "rate", "0", "text-tower.betas", "[1]"), problems)
            .withFallback(ConfigText.defaults(DEFAULTS, ""));

    assertThat(new Binder(problems, "a.conf").bind(config.resolve().root(), "", Outer.class))
        .isEmpty();
    assertThat(problems.list())
        .extracting(Problem::toString)
        .containsExactly(
            "-D rate: rate is 0; expected a number above 0",
            "-D text-tower.betas: text-tower.betas is [1.0]; expected two numbers");
  }

  record Numbers(int i, long l, float f, double d, Path path, Map<String, Inner> towers) {}

  @Test
  void writesARecordThatBindsToItself() {
    Numbers numbers =
        new Numbers(
            Integer.MIN_VALUE,
            Long.MAX_VALUE,
            0.1f,
            1e-300,
            Path.of("a b/c"),
            Map.of("t.x", new Inner(1, List.of(1.0, 2.0))));
    String text = ConfigText.render(RecordConfig.of(numbers).toConfig());

    Config config = ConfigText.defaults(text, "written");

    assertThat(new Binder(problems, "a.conf").bind(config.root(), "", Numbers.class))
        .contains(numbers);
    assertThat(text).contains("f=0.1\n");
  }

  @Test
  void findsTheNearestNameByEdits() {
    assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3); // k->s, e->i, +g
    assertThat(Nearest.distance("setps", "steps")).isEqualTo(1); // te swapped
    assertThat(Nearest.to("stpes", List.of("seeds", "steps", "batch-size"))).contains("steps");
    assertThat(Nearest.to("x", List.of("seeds", "steps"))).isEmpty();
    // Both one edit away: sn swapped, or s taken out.
    assertThat(Nearest.to("rusn", List.of("run", "runs"))).contains("runs");
  }

  @Test
  void listsTheKeysOfAReference() {
    assertThat(
            ReferenceKeys.of(
                """
                a.b {
                  # Layers of the tower;
                  # the paper's.
                  layers = 12
                  c {
                    # Words.
                    templates = ["{}"]
                  }
                  on = true
                }
                """))
        .containsExactly(
            new ReferenceKeys.Key(
                "a.b.layers", "number", "12", "Layers of the tower; the paper's."),
            new ReferenceKeys.Key("a.b.c.templates", "list", "[\"{}\"]", "Words."),
            new ReferenceKeys.Key("a.b.on", "boolean", "true", ""));
  }
}
