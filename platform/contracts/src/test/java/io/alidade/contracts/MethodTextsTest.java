package io.alidade.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.Field;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Preparation;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import toy.linear.LinearMethod;
import toy.linear.LinearSettings;

/** What is asked of a method's words: metadata, reference.conf, package-info. */
class MethodTextsTest {
  static class Unprepared implements Method {
    @Override
    public Learner prepare(Preparation given) {
      throw new AssertionError("nobody asked for it");
    }
  }

  @MethodSpec(
      id = "toy.round",
      leaf = Leaf.BASELINE,
      summary = "Ends in a full stop.",
      paper = "Somebody, somewhere",
      year = 21,
      version = 0,
      needs = {Field.LABEL, Field.LABEL},
      settings = LinearSettings.class)
  static class Misdescribed extends Unprepared {}

  @MethodSpec(
      id = "toy.round",
      leaf = Leaf.BASELINE,
      summary = "Does nothing",
      paper = "Somebody. Something. http://example.org",
      year = 2001,
      needs = {},
      settings = LinearSettings.class)
  static class Hidden extends Unprepared {}

  static class HiddenContract extends MethodContract {
    @Override
    protected Method method() {
      return new Hidden();
    }
  }

  static class UndescribedContract extends MethodContract {
    @Override
    protected Method method() {
      return new Unprepared();
    }
  }

  @Test
  void asksForAnnotations() {
    Contracts.Outcome hidden = Contracts.run(HiddenContract.class);
    assertThat(hidden.failed().get("isFoundAndPlannedByTheHost"))
        .contains("$Hidden is not found by the host; expected @Extension");
    assertThat(hidden.failed()).doesNotContainKey("learnsInAFewSteps");
    assertThat(hidden.skipped().get("learnsInAFewSteps"))
        .contains("isFoundAndPlannedByTheHost says why");
    assertThat(Contracts.run(UndescribedContract.class).failed().get("saysWhatItIs"))
        .contains("$Unprepared has no @MethodSpec");
  }

  @Test
  void asksForNamesThatFollowFromTheId() {
    assertThatCode(() -> new MethodMetadata(new LinearMethod()).checkNames())
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> new MethodMetadata(new Hidden()).checkNames())
        .hasMessage(
            "Hidden lies in package io.alidade.contracts; expected one that ends in toy.round, as"
                + " its id toy.round says");
  }

  @Test
  void asksForWordsThatSayWhatItIs() {
    assertThatCode(() -> new MethodMetadata(new Hidden()).checkWords()).doesNotThrowAnyException();
    assertThatThrownBy(() -> new MethodMetadata(new Misdescribed()).checkWords())
        .hasMessageContaining("summary is \"Ends in a full stop.\"")
        .hasMessageContaining("paper is \"Somebody, somewhere\"")
        .hasMessageContaining("year is 21")
        .hasMessageContaining("version is 0")
        .hasMessageContaining("names a field twice");
  }

  record Deeper(int side, int depth) {}

  record Plain() {}

  record Free(int side, Optional<String> colour) {}

  @Test
  void asksForADefaultOfEachKeyAndForNoOther() {
    assertThatCode(() -> reference(LinearSettings.class).check()).doesNotThrowAnyException();
    assertThatThrownBy(() -> reference(Deeper.class).check())
        .hasMessageContaining("toy.linear.depth is missing");
    assertThatThrownBy(() -> reference(Plain.class).check())
        .hasMessageContaining("toy.linear.side = 4 is no known key");
    assertThatThrownBy(() -> reference(Free.class).check())
        .hasMessage(
            "toy.linear: reference.conf does not name [colour]; expected each key of Free, an"
                + " optional one as null");
  }

  @Test
  void asksForACommentAboveEachKey() {
    assertThatThrownBy(
            () ->
                new Reference("toy.linear { side = 4 }", "toy.linear", LinearSettings.class)
                    .check())
        .hasMessage(
            "toy.linear: reference.conf says nothing of [toy.linear.side]; expected a comment"
                + " above each key");
  }

  @Test
  void asksForTheFile() {
    assertThatThrownBy(() -> Reference.beside(Hidden.class, "toy.round", LinearSettings.class))
        .hasMessageContaining("expected src/main/resources/io/alidade/contracts/reference.conf");
  }

  private static Reference reference(Class<? extends Record> settings) {
    return Reference.beside(LinearMethod.class, "toy.linear", settings);
  }

  @Test
  void asksForFormulaCitationAndDifferences() {
    String whole =
        "/**\n * <pre>\n * a\n * </pre>\n * https://example.org\n * <p>Differs from the\n * paper: no.\n */";
    assertThatCode(() -> text(whole).check()).doesNotThrowAnyException();
    assertThatThrownBy(() -> text(whole.replace("<pre>", "")).check())
        .hasMessageStartingWith("package-info.java: lacks a formula");
    assertThatThrownBy(() -> text(whole.replace("https:", "")).check())
        .hasMessageContaining("lacks a citation with a link");
    assertThatThrownBy(() -> text(whole.replace("Differs", "Departs")).check())
        .hasMessageContaining("\"Differs from the paper:\"");
  }

  private static PackageText text(String text) {
    return new PackageText(Path.of("package-info.java"), text);
  }
}
