package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.alidade.api.Tokenizer;
import io.alidade.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BytePairTokenizerTest {
  /** Of CLIP's tokenizer and its texts, what this module keeps. */
  @Test
  void readsTextsAsTheReferenceDoes() throws IOException {
    Tokenizer tokenizer = tokenizer(Golden.file("clip-bpe/tokenizer.json"), 77);
    List<String> differences = new ArrayList<>();
    for (JsonElement row : rows("clip-bpe/texts.json")) {
      compare(tokenizer, row.getAsJsonObject(), "ids", differences);
    }
    assertThat(differences).isEmpty();
    assertThat(rows("clip-bpe/texts.json")).hasSize(126);
  }

  /** CLIP's whole tokenizer, every text. */
  @Test
  void readsAllTextsAsTheReferenceDoes() throws IOException {
    Tokenizer tokenizer = tokenizer(Golden.file("checkpoints/clip-vit-fp16/tokenizer.json"), 77);
    assertThat(tokenizer.vocabularySize()).isEqualTo(49408);
    List<String> differences = new ArrayList<>();
    List<JsonElement> rows = rows("tokenizers/clip_bpe.json");
    for (JsonElement element : rows) {
      JsonObject row = element.getAsJsonObject();
      // Where nothing is said about the fast tokenizer, it agrees with the other.
      compare(tokenizer, row, row.has("hf_fast") ? "hf_fast" : "open_clip", differences);
    }
    assertThat(differences).isEmpty();
    assertThat(rows).hasSize(426);
  }

  @Test
  void padsAsTheReferenceDoes() throws IOException {
    Tokenizer tokenizer = tokenizer(Golden.file("clip-vit/tokenizer.json"), 77);
    assertThat(tokenizer.vocabularySize()).isEqualTo(1024);
    assertThat(tokenizer.endId()).isEqualTo(1023);
    for (JsonElement element : rows("clip-vit/texts.json")) {
      JsonObject row = element.getAsJsonObject();
      int[] ids = ids(row, "ids");
      int[] padded = Arrays.copyOf(tokenizer.encode(row.get("text").getAsString()), ids.length);
      Arrays.fill(padded, length(tokenizer, row), ids.length, tokenizer.padId());
      assertThat(padded).as(row.get("text").getAsString()).isEqualTo(ids);
    }
  }

  private static int length(Tokenizer tokenizer, JsonObject row) {
    return tokenizer.encode(row.get("text").getAsString()).length;
  }

  @Test
  void keepsTheEndTokenOfATextThatIsTooLong() throws IOException {
    Path file = Golden.file("clip-vit/tokenizer.json");
    Tokenizer whole = tokenizer(file, 77);
    Tokenizer cut = tokenizer(file, 5);
    int[] ids = whole.encode("a photo of a wooden cat");
    assertThat(cut.contextLength()).isEqualTo(5);
    assertThat(cut.encode("a photo of a wooden cat"))
        .containsExactly(ids[0], ids[1], ids[2], ids[3], whole.endId());
    assertThat(cut.encode("")).containsExactly(ids[0], whole.endId());
  }

  /** Ids may have gaps: the vocabulary is as large as its highest id asks for. */
  @Test
  void countsAVocabularyWithGapsByItsHighestId() throws IOException {
    assertThat(tokenizer(Golden.file("clip-bpe/tokenizer.json"), 77).vocabularySize())
        .isEqualTo(49408);
  }

  private static void compare(
      Tokenizer tokenizer, JsonObject row, String key, List<String> differences) {
    String text = row.get("text").getAsString();
    int[] expected = ids(row, key);
    int[] actual = tokenizer.encode(text);
    if (!Arrays.equals(actual, expected)) {
      differences.add(
          "%s (%s): %s; expected %s"
              .formatted(text, escaped(text), Arrays.toString(actual), Arrays.toString(expected)));
    }
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(point -> escaped.append("%x ".formatted(point)));
    return escaped.toString();
  }

  private static int[] ids(JsonObject row, String key) {
    return row.getAsJsonArray(key).asList().stream().mapToInt(JsonElement::getAsInt).toArray();
  }

  private static List<JsonElement> rows(String file) {
    return Golden.json(file).getAsJsonObject().getAsJsonArray("rows").asList();
  }

  private static Tokenizer tokenizer(Path file, int context) throws IOException {
    return TokenizerJson.read(file.toString(), Files.readString(file), context);
  }
}
