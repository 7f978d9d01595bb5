package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.Tokenizer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenWordsTest {
  private final Tokenizer tokenizer =
      BytePairTrainer.train(() -> List.of("red circle", "red square").iterator(), 530, 32);
  private final TokenWords words = new TokenWords(tokenizer);

  @ParameterizedTest
  @ValueSource(strings = {"red circle", "a word never seen", "größe 東京 é", "", "x"})
  void givesBackWhatWasEncoded(String text) {
    assertThat(words.of(tokenizer.encode(text))).isEqualTo(text);
  }

  @Test
  void saysNothingBehindTheEnd() {
    int[] red = tokenizer.encode("red");
    int[] more = java.util.Arrays.copyOf(red, red.length + 1);
    more[red.length] = red[1];
    assertThat(words.of(more)).isEqualTo("red");
  }

  @Test
  void splitsPunctuationFromWords() {
    assertThat(words.of(tokenizer.encode("Red, circle"))).isEqualTo("red , circle");
  }
}
