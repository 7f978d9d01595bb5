package io.alidade.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The source of a {@code package-info.java}: what a reader is told of a paper. */
record PackageText(Path file, String text) {
  /** Of the module under test; empty where its sources are not at hand. */
  static Optional<PackageText> of(Class<?> type) {
    Path module = Path.of(System.getProperty("basedir", ""));
    String place = type.getPackageName().replace('.', '/') + "/package-info.java";
    return Stream.of("src/main/java", "src/test/java")
        .map(sources -> module.resolve(sources).resolve(place))
        .filter(Files::isRegularFile)
        .findFirst()
        .map(PackageText::read);
  }

  private static PackageText read(Path file) {
    try {
      return new PackageText(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void check() {
    requires("<pre>", "a formula in a <pre> block");
    requires("https?://\\S+", "a citation with a link");
    requires("Differs from the paper:", "a paragraph that begins \"Differs from the paper:\"");
  }

  private void requires(String pattern, String what) {
    // A line may end anywhere in a comment.
    assertThat(text.replaceAll("\\s*\\n \\* ?", " "))
        .withFailMessage("%s: lacks %s; expected idea, formula, citation, differences", file, what)
        .containsPattern(pattern);
  }
}
