package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.Progress;
import io.alidade.api.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Names of 80 tokens and a tower that reads 77, start and end among them. */
class ClassTokensTest {
  private static final Tokenizer LETTERS = BytePairTrainer.train(List.of("a"), 514, 77);

  /** A token a letter: nothing is merged. */
  private static final String EIGHTY = "a".repeat(80);

  private final List<String> counted = new ArrayList<>();

  private final Progress heard =
      new Progress() {
        @Override
        public void advance(String what, long done, long total) {}

        @Override
        public void note(String sentence) {}

        @Override
        public void count(String kind, String one) {
          counted.add(kind + ": " + one);
        }
      };

  private ClassTokens within(int room, Function<String, List<String>> texts) {
    return new ClassTokens(LETTERS, room, texts, heard);
  }

  @Test
  void knowsHowLongATextWouldBe() {
    assertThat(LETTERS.length(EIGHTY)).isEqualTo(82);
    assertThat(LETTERS.encode(EIGHTY)).hasSize(77);
    assertThat(LETTERS.length("a")).isEqualTo(LETTERS.encode("a").length).isEqualTo(3);
  }

  @Test
  void countsANameOfEightyTokensAsCut() {
    new ClassTokens(LETTERS, heard).check(List.of("cat", EIGHTY));
    assertThat(counted).containsExactly("class names cut to 77 tokens: " + EIGHTY);
  }

  /** Start and end beside 75 letters are 77. */
  @Test
  void countsNoNameThatFits() {
    new ClassTokens(LETTERS, heard).check(List.of("a".repeat(75), "a".repeat(74), "cat", "cats"));
    assertThat(counted).isEmpty();
  }

  @Test
  void countsNamesThatDifferBehindTheCutAsOne() {
    String b = EIGHTY + "b";
    String c = EIGHTY + "c";
    new ClassTokens(LETTERS, heard).check(List.of(b, c));
    assertThat(counted)
        .containsExactly(
            "class names cut to 77 tokens: " + b,
            "class names cut to 77 tokens: " + c,
            "class names of the same tokens as another: " + c + " like " + b);
  }

  /** With an end mark the last of 75 letters is another token than the 75th of 80. */
  @Test
  void countsANameThatFitsAndOneThatIsCutToIt() {
    String fits = "a".repeat(74) + ".";
    new ClassTokens(LETTERS, heard).check(List.of(fits, fits + " b"));
    assertThat(counted).hasSize(2).last().asString().endsWith(": " + fits + " b like " + fits);
  }

  @Test
  void countsNamesThatDifferInCapitalsAlone() {
    new ClassTokens(LETTERS, heard).check(List.of("Cat", "dog", "cat", "dog"));
    assertThat(counted).containsExactly("class names of the same tokens as another: cat like Cat");
  }

  /** Of ten places start, "x", 7 letters and the end. */
  @Test
  void goesByTheTextsThatAreReadForAName() {
    ClassTokens ten = within(10, name -> List.of(name, "x " + name));
    ten.check(List.of("b".repeat(8), "c".repeat(7)));
    assertThat(counted).containsExactly("class names cut to 10 tokens: bbbbbbbb");
  }

  @Test
  void countsAListThatIsAskedForAgainOnce() {
    ClassTokens tokens = new ClassTokens(LETTERS, heard);
    tokens.check(List.of(EIGHTY));
    tokens.check(List.of(EIGHTY));
    assertThat(counted).hasSize(1);
    assertThat(tokens.ids(EIGHTY)).isEqualTo(LETTERS.encode(EIGHTY));
  }
}
