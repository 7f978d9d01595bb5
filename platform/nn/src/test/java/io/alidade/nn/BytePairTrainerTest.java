package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.alidade.testkit.Golden;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BytePairTrainerTest {
  private static final int FIXED = 514; // 256 bytes, in and at the end of a word, and two marks

  /**
   * By hand: "ab" stands in "ab" three times and in "abc" twice, so a + b</w> is seen 3 times, a +
   * b and b + c</w> 2 times. After a b</w>, the tie between (a, b) and (b, c</w>) goes to (a, b);
   * what is left is ab + c</w>.
   */
  @Test
  void mergesTheMostFrequentPairFirst() {
    BytePairTokenizer tokenizer =
        BytePairTrainer.train(List.of("ab ab ab", "abc abc"), FIXED + 10, 8);
    assertThat(merges(tokenizer)).containsExactly("a b</w>", "a b", "ab c</w>");
    assertThat(tokenizer.vocabularySize()).isEqualTo(FIXED + 3);
    // start, "ab</w>" (512), "abc</w>" (514), end; marks come last.
    assertThat(tokenizer.encode("AB abc")).containsExactly(515, 512, 514, 516);
  }

  @Test
  void fillsTheVocabularyThatIsAskedForAndNoMore() {
    assertThat(BytePairTrainer.train(texts(), 700, 32).vocabularySize()).isEqualTo(700);
    assertThat(BytePairTrainer.train(texts(), FIXED, 32).vocabularySize()).isEqualTo(FIXED);
    assertThat(BytePairTrainer.train(List.of(), 700, 32).vocabularySize()).isEqualTo(FIXED);
    assertThatThrownBy(() -> BytePairTrainer.train(texts(), FIXED - 1, 32))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a vocabulary of 513; expected at least 514");
  }

  @Test
  void learnsTheSameWhateverTheOrderOfTheTexts() {
    String first = BytePairTrainer.train(texts(), 800, 32).json();
    List<String> shuffled = new ArrayList<>(texts());
    for (int seed = 0; seed < 3; seed++) {
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(BytePairTrainer.train(shuffled, 800, 32).json()).isEqualTo(first);
    }
  }

  @Test
  void readsTheSameIdsAfterItWasWritten() {
    BytePairTokenizer trained = BytePairTrainer.train(texts(), 800, 32);
    BytePairTokenizer read = TokenizerJson.read("tokenizer.json", trained.json(), 32);
    assertThat(read.json()).isEqualTo(trained.json());
    assertThat(read.vocabularySize()).isEqualTo(trained.vocabularySize());
    assertThat(read.endId()).isEqualTo(trained.endId());
    for (String text : open(200)) {
      assertThat(read.encode(text)).as(text).isEqualTo(trained.encode(text));
    }
  }

  /** Whatever the text, its tokens spell its words: no byte is unknown. */
  @Test
  void spellsEveryTextBack() {
    BytePairTokenizer tokenizer = BytePairTrainer.train(texts(), 800, 4096);
    List<String> vocabulary = new ArrayList<>();
    JsonParser.parseString(tokenizer.json())
        .getAsJsonObject()
        .getAsJsonObject("model")
        .getAsJsonObject("vocab")
        .keySet()
        .forEach(vocabulary::add);
    for (String text : open(500)) {
      int[] ids = tokenizer.encode(text);
      assertThat(ids[0]).isEqualTo(tokenizer.endId() - 1);
      assertThat(ids[ids.length - 1]).isEqualTo(tokenizer.endId());
      StringBuilder spelt = new StringBuilder();
      IntStream.range(1, ids.length - 1).forEach(i -> spelt.append(vocabulary.get(ids[i])));
      StringBuilder words = new StringBuilder();
      Words.of(text).forEach(word -> words.append(ByteAlphabet.spell(word)).append("</w>"));
      assertThat(spelt.toString()).as(text).isEqualTo(words.toString());
    }
  }

  /** Merging shortens what was seen often. */
  @Test
  void readsItsOwnTextsInFewerTokensThanBytes() {
    BytePairTokenizer tokenizer = BytePairTrainer.train(texts(), 1500, 512);
    long bytes = texts().stream().mapToLong(text -> String.join("", Words.of(text)).length()).sum();
    long tokens = texts().stream().mapToLong(text -> tokenizer.encode(text).length - 2).sum();
    assertThat(tokens).isLessThan(bytes / 2);
  }

  private static List<String> merges(BytePairTokenizer tokenizer) {
    return JsonParser.parseString(tokenizer.json())
        .getAsJsonObject()
        .getAsJsonObject("model")
        .getAsJsonArray("merges")
        .asList()
        .stream()
        .map(JsonElement::getAsJsonArray)
        .map(pair -> pair.get(0).getAsString() + " " + pair.get(1).getAsString())
        .toList();
  }

  /** Texts of many languages. */
  private static List<String> texts() {
    return Golden.json("clip-bpe/texts.json")
        .getAsJsonObject()
        .getAsJsonArray("rows")
        .asList()
        .stream()
        .map(row -> row.getAsJsonObject().get("text").getAsString())
        .toList();
  }

  /** Texts of any characters, the known marks among them. */
  private static List<String> open(int count) {
    SplittableRandom random = new SplittableRandom(7);
    int[] ends = {0x80, 0x250, 0x3000, 0xd800, 0x110000};
    List<String> open = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(30); j > 0; j--) {
        int point = random.nextInt(ends[random.nextInt(ends.length)]);
        if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
          text.appendCodePoint(point);
        }
      }
      open.add(text.toString());
    }
    return open;
  }
}
