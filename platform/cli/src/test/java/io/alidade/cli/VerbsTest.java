package io.alidade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that look at and tidy a results folder. */
class VerbsTest {
  @TempDir Path folder;
  Path results;
  String out = "";
  String err = "";

  @BeforeEach
  void fill() throws IOException {
    results = folder.resolve("results");
    SampleResults.fill(results);
  }

  @Test
  void listsRunsTheNewestFirst() {
    assertThat(run("runs")).isZero();

    assertThat(out.lines()).hasSize(7);
    assertThat(out.lines().skip(1).findFirst().orElseThrow()).contains("running", "quickstart");
    assertThat(out).contains("43.1 % top-1, iconic/emoji test").contains("1 min 43 s");
    assertThat(out.lines().skip(1).map(line -> line.substring(0, 18)))
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void filtersRunsAndSaysThatThereAreMore() {
    assertThat(run("runs", "--state", "failed")).isZero();
    assertThat(out.lines()).hasSize(2);
    assertThat(out).contains("loss is not finite at step 40");

    assertThat(run("runs", "--method", "baseline.pixels", "--json")).isZero();
    JsonArray array = JsonParser.parseString(out).getAsJsonArray();
    assertThat(array).hasSize(1);
    JsonObject only = array.get(0).getAsJsonObject();
    assertThat(only.getAsJsonObject("first_measurement").get("value").getAsDouble())
        .isEqualTo(0.117);

    assertThat(run("runs", "-n", "2")).isZero();
    assertThat(out.lines()).hasSize(3);
    assertThat(err).contains("older runs");

    assertThat(run("runs", "--experiment", "nothing")).isZero();
    assertThat(err).contains("no run fits");
    assertThat(run("runs", "-n", "0")).isEqualTo(2);
    assertThat(err).contains("-n is 0; expected at least 1").hasLineCount(1);
  }

  @Test
  void showsARunAndWritesItsReport() {
    String id = id("quickstart", 1);

    assertThat(run("show", id.substring(14))).isZero();

    assertThat(out)
        .contains("run         " + id + ", finished")
        .contains("steps = 1000")
        .contains(
            "method      contrastive.clip, version 1\n            contrastive.clip.temperature")
        .contains("contrastive.clip.temperature = 0.1 (default 0.07)\n")
        .contains("learnt      4,008,961 trainable parameters, 3 tried on validation\n")
        .containsPattern("contrastive.clip +43.1 %")
        .containsPattern("mean of 2 seeds +44.2 %")
        .containsPattern("baseline.pixels +11.7 %")
        .containsPattern("chance +0.07 %")
        .contains("3 of 12,480 images could not be read")
        .contains("step 10");
    assertThat(results.resolve("runs").resolve(id).resolve("report.html")).isNotEmptyFile();
    assertThat(out).endsWith("report.html\n");
  }

  @Test
  void showsARunAsJson() {
    assertThat(run("show", id("quickstart", 2), "--json")).isZero();

    JsonObject json = JsonParser.parseString(out).getAsJsonObject();
    assertThat(json.get("state").getAsString()).isEqualTo("finished");
    assertThat(json.getAsJsonArray("metrics")).hasSize(200);
    assertThat(json.getAsJsonObject("provenance").get("code_version").getAsString())
        .isEqualTo("0.1.0+abc");
    assertThat(json.getAsJsonArray("measurements")).hasSize(3);
    assertThat(json.get("parameters").getAsLong()).isEqualTo(4_008_961);
    assertThat(json.get("tried").getAsInt()).isEqualTo(3);
  }

  @Test
  void drawsNoPictureOfARunWithoutPredictions() {
    Path picture = results.resolve("sheet.png");
    assertThat(run("show", id("quickstart", 1), "--picture", picture.toString())).isEqualTo(2);
    assertThat(err).contains("has no predictions to draw").hasLineCount(1);
    assertThat(picture).doesNotExist();
  }

  @Test
  void writesAPageOfPicturesAndSaysWhatIsLeftOut() throws IOException {
    Path pages = folder.resolve("pages");
    assertThat(run("pictures", "--out", pages.toString(), "--without", "toy/b,toy/a")).isZero();
    assertThat(out).isEqualTo("page: " + pages.resolve("pictures.md") + "\n");
    assertThat(Files.readString(pages.resolve("pictures.md")))
        .contains("By `./alidade pictures --without toy/a,toy/b`.")
        .contains("Left out: no finished run was measured over shots.");
  }

  @Test
  void goesOnWithNoRunThatNeedsItNotOrIsNotThere() {
    assertThat(run("resume", id("quickstart", 1))).isEqualTo(2);
    assertThat(err).contains("is finished; expected one that was stopped").hasLineCount(1);
    assertThat(run("resume", id("quickstart", 3))).isEqualTo(2);
    assertThat(err).contains("is running").hasLineCount(1);
    assertThat(run("resume", id("quickstart_50%", 1))).isEqualTo(5);
    assertThat(err).contains("config.conf is not there; expected its folder").hasLineCount(1);
  }

  @Test
  void refusesARunThatIsUnknownOrNotOne() {
    assertThat(run("show", "nope")).isEqualTo(2);
    assertThat(err).startsWith("run 'nope': no id begins so").hasLineCount(1);
    assertThat(run("logs", id("quickstart", 1).substring(0, 2))).isEqualTo(2);
    assertThat(err).contains("and 3 more; expected enough of the id").hasLineCount(1);
  }

  @Test
  void tabulatesInTheOrderOfTheSurvey() {
    assertThat(run("table")).isZero();
    // A title line, and a row for each experiment and measurement.
    assertThat(out.lines()).hasSize(1 + 3);
    assertThat(out)
        .containsPattern(
            "pretraining +contrastive +contrastive.clip +quickstart .* top-1 +44\\.[12]");

    assertThat(run("table", "--all")).isZero();
    assertThat(out.lines()).hasSize(1 + 3 * 3);
  }

  @Test
  void keepsNumbersOfDifferentProtocolsApart() {
    assertThat(run("table", "--format", "csv")).isZero();
    assertThat(out.lines()).hasSize(1 + 3 * 3);

    assertThat(run("table", "--by", "protocol", "--metric", "top-1")).isZero();
    // Two groups, each a title, a header and its rows; the mean of 43.1 and 45.2 is 44.15, the
    // deviation 1.48.
    assertThat(out.lines()).hasSize(3 + 1 + 4);
    assertThat(out).containsOnlyOnce("(ab12cd34ef56)").containsOnlyOnce("(77aa77aa77aa)");
    assertThat(out).containsPattern("quickstart +a1b2c3d4e5f6 +2 +44\\.[12] (±|\\+-) 1\\.5");
    assertThat(out.indexOf("contrastive.clip  quickstart"))
        .isLessThan(out.indexOf("baseline.pixels"));
  }

  @Test
  void answersSqlInTheFormAskedFor() {
    assertThat(run("query", "select seed, name from run where state = 'failed'", "--format=csv"))
        .isZero();
    assertThat(out).isEqualTo("seed,name\n1,quickstart_50%\n");
    assertThat(run("query", "select name from run", "--rows", "2")).isZero();
    assertThat(out.lines()).hasSize(3);
    assertThat(err).contains("only the first 2 rows");
  }

  @Test
  void refusesSqlThatIsWrongOrWrites() throws IOException {
    assertThat(run("query", "select * from nowhere")).isEqualTo(2);
    assertThat(err).isEqualTo("query: no such table: nowhere\n");
    assertThat(run("query", "delete from run_record")).isEqualTo(2);
    assertThat(err).contains("only one SELECT").hasLineCount(1);
    assertThat(run("query", "vacuum into '" + folder + "/copy.db'")).isEqualTo(2);
    assertThat(folder.resolve("copy.db")).doesNotExist();
    assertThat(run("runs")).isZero();
    assertThat(out.lines()).hasSize(7);
  }

  @Test
  void removesARunWithItsFolder() {
    String id = id("quickstart", 1);
    assertThat(run("rm", id)).isEqualTo(2);
    assertThat(err).contains("expected --yes");

    assertThat(run("rm", id, "--yes")).isZero();

    assertThat(results.resolve("runs").resolve(id)).doesNotExist();
    assertThat(run("show", id)).isEqualTo(2);
  }

  @Test
  void removesNothingWhenOneOfTheRunsIsLive() {
    String ended = id("quickstart", 1);
    String live = id("quickstart", 3);

    assertThat(run("rm", "--yes", ended, live)).isEqualTo(2);

    assertThat(err).contains("run " + live + ": is running; expected one that has ended");
    assertThat(results.resolve("runs").resolve(ended)).exists();
    assertThat(run("show", ended, "--json")).isZero();
  }

  @Test
  void printsTheLogOfARun() {
    String id = id("quickstart", 1);
    assertThat(run("logs", id)).isZero();
    assertThat(out).isEqualTo("first line of " + id + "\nlast line\n");
    assertThat(run("logs", "--follow", id)).isZero();
    assertThat(out).endsWith("last line\n");

    assertThat(run("logs", id("quickstart", 3))).isEqualTo(5);
    assertThat(err).contains("has no log; expected " + results).hasLineCount(1);
  }

  @Test
  void saysWhereARegistryWouldBeWhenThereIsNone() {
    results = folder.resolve("elsewhere");

    assertThat(run("query", "select 1")).isEqualTo(5);
    assertThat(err).contains("elsewhere/registry.db: there is no registry yet").hasLineCount(1);
    assertThat(run("table")).isZero();
    assertThat(err).contains("nothing has been measured");
    assertThat(run("rm", "latest", "--yes")).isEqualTo(5);
    assertThat(results).doesNotExist();
  }

  @Test
  void saysThatARegistryIsDamagedInOneLine() throws IOException {
    Files.writeString(results.resolve("registry.db"), "no database".repeat(1000));
    Files.deleteIfExists(results.resolve("registry.db-wal"));

    assertThat(run("runs")).isEqualTo(5);

    assertThat(err).contains("registry.db: is damaged").hasLineCount(1);
    assertThat(run("runs", "--verbose")).isEqualTo(5);
    assertThat(err).contains("\tat io.alidade");
  }

  @Test
  void checksWhatARunTakes() {
    assertThat(run("doctor", "--json")).isZero();

    JsonArray findings = JsonParser.parseString(out).getAsJsonArray();
    assertThat(findings)
        .extracting(finding -> finding.getAsJsonObject().get("part").getAsString())
        .contains("java", "memory", "engine", "plugins", "home", "cache", "results", "registry");
    assertThat(sentence(findings, "engine")).startsWith("PyTorch").contains("GFLOP/s");
    assertThat(sentence(findings, "registry")).contains("1 failed, 4 finished, 1 running");
  }

  @Test
  void exitsByTheFirstProblemItFinds() throws IOException {
    Files.writeString(results.resolve("registry.db"), "no database".repeat(1000));
    Files.deleteIfExists(results.resolve("registry.db-wal"));

    assertThat(run("doctor")).isEqualTo(5);

    assertThat(out.lines().filter(line -> line.startsWith("problem")))
        .singleElement()
        .asString()
        .contains("registry")
        .contains("is damaged");
  }

  private static String sentence(JsonArray findings, String part) {
    return findings.asList().stream()
        .map(finding -> finding.getAsJsonObject())
        .filter(finding -> finding.get("part").getAsString().equals(part))
        .map(finding -> finding.get("sentence").getAsString())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void printsACompletionScriptThatKnowsTheVerbs() {
    assertThat(run("completion")).isZero();
    assertThat(out).startsWith("#!/").contains("runs").contains("complete -F");
  }

  private String id(String name, int seed) {
    assertThat(
            run(
                "query",
                "select id from run where name = '" + name + "' and seed = " + seed,
                "--format",
                "csv"))
        .isZero();
    return out.lines().skip(1).findFirst().orElseThrow();
  }

  private int run(String... arguments) {
    StringWriter printed = new StringWriter();
    StringWriter complaints = new StringWriter();
    String[] all = new String[arguments.length + 2];
    all[0] = "--results";
    all[1] = results.toString();
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    int code = Alidade.run(new PrintWriter(printed), new PrintWriter(complaints), all);
    out = printed.toString();
    err = complaints.toString();
    return code;
  }
}
