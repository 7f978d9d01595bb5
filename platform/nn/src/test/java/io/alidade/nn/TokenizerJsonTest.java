package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.alidade.api.AlidadeException;
import io.alidade.testkit.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerJsonTest {
  /** All that other readers go by, but the decoder, which would leave word ends in the text. */
  @Test
  void writesWhatTheReferenceWrites() throws IOException {
    String text = Files.readString(Golden.file("clip-vit/tokenizer.json"));
    JsonObject theirs = JsonParser.parseString(text).getAsJsonObject();
    JsonObject ours =
        JsonParser.parseString(TokenizerJson.read("tokenizer.json", text, 77).json())
            .getAsJsonObject();
    for (String key : List.of("added_tokens", "normalizer", "pre_tokenizer", "post_processor")) {
      assertThat(ours.get(key)).as(key).isEqualTo(theirs.get(key));
    }
    assertThat(ours.getAsJsonObject("decoder").get("type").getAsString()).isEqualTo("BPEDecoder");
    JsonObject theirModel = theirs.getAsJsonObject("model");
    for (var entry : ours.getAsJsonObject("model").entrySet()) {
      assertThat(entry.getValue()).as(entry.getKey()).isEqualTo(theirModel.get(entry.getKey()));
    }
  }

  /** Merges were written as one string before they were written as two. */
  @Test
  void readsMergesOfBothForms() {
    String pairs = BytePairTrainer.train(List.of("ab ab ab", "abc abc"), 600, 8).json();
    JsonObject json = JsonParser.parseString(pairs).getAsJsonObject();
    JsonObject model = json.getAsJsonObject("model");
    var joined = new com.google.gson.JsonArray();
    for (JsonElement pair : model.getAsJsonArray("merges")) {
      joined.add(
          pair.getAsJsonArray().get(0).getAsString()
              + " "
              + pair.getAsJsonArray().get(1).getAsString());
    }
    model.add("merges", joined);
    assertThat(TokenizerJson.read("old.json", json.toString(), 8).encode("ab abc c"))
        .isEqualTo(TokenizerJson.read("new.json", pairs, 8).encode("ab abc c"))
        .hasSize(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"model\":[]}",
        "{\"model\":{}}",
        "{\"model\":{\"type\":\"WordPiece\"}}",
        "{\"model\":{\"type\":\"BPE\",\"vocab\":[],\"merges\":[]},\"added_tokens\":[]}",
        "{\"model\":{\"type\":\"BPE\",\"vocab\":{},\"merges\":[]}}",
        "{\"model\":{\"type\":\"BPE\",\"vocab\":{},\"merges\":[]},\"added_tokens\":[]}",
        "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":\"b\"},\"merges\":[]},\"added_tokens\":[]}",
        "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":{}},\"merges\":[]},\"added_tokens\":[]}",
        "{\"model\":{\"type\":\"BPE\",\"vocab\":{},\"merges\":[\"ab\"]},\"added_tokens\":[]}",
        "{\"model\":{\"type\":\"BPE\",\"vocab\":{},\"merges\":[[\"a\"]]},\"added_tokens\":[]}"
      })
  void saysWhatItCannotReadAndWhere(String text) {
    assertThatThrownBy(() -> TokenizerJson.read("models/clip/tokenizer.json", text, 77))
        .isInstanceOfSatisfying(
            AlidadeException.class, e -> assertThat(e.kind()).isEqualTo(AlidadeException.Kind.DATA))
        .hasMessageStartingWith("models/clip/tokenizer.json: no tokenizer of CLIP's kind (")
        .hasMessageContaining("expected model.type BPE with vocab, merges and added_tokens");
  }

  @Test
  void batchesTextsAsWideAsTheLongest() {
    Engine.configure(1);
    BytePairTokenizer tokenizer = BytePairTrainer.train(List.of("ab ab ab", "abc abc"), 600, 8);
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray batch =
          TokenBatches.encode(tokenizer, List.of("abc", "", "abc ab ab"), manager); // (3, 5)
      assertThat(batch.getShape()).isEqualTo(new Shape(3, 5));
      int end = tokenizer.endId();
      int start = end - 1;
      assertThat(batch.toLongArray())
          .containsExactly(
              start, 514, end, end, end, //
              start, end, end, end, end, //
              start, 514, 512, 512, end);
      assertThat(
              TokenBatches.of(List.of(new int[] {1}, new int[] {2, 3}), 9, manager).toLongArray())
          .containsExactly(1, 9, 2, 3);
    }
  }
}
