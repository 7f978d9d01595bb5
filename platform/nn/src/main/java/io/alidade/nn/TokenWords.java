package io.alidade.nn;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.alidade.api.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Token ids back to words, for a byte-pair tokenizer of CLIP's kind. A space follows every word,
 * and a sign of punctuation is a word to it: what was encoded comes back in lower case, with spaces
 * before commas.
 */
public final class TokenWords {
  private final Map<Integer, String> tokens = new HashMap<>();
  private final Map<Character, Byte> bytes = new HashMap<>();
  private final int end;

  /** Of that tokenizer's vocabulary. */
  public TokenWords(Tokenizer tokenizer) {
    this.end = tokenizer.endId();
    for (Map.Entry<String, JsonElement> entry :
        JsonParser.parseString(tokenizer.json())
            .getAsJsonObject()
            .getAsJsonObject("model")
            .getAsJsonObject("vocab")
            .entrySet()) {
      tokens.put(entry.getValue().getAsInt(), entry.getKey());
    }
    for (int value = 0; value < 256; value++) {
      bytes.put(ByteAlphabet.of((byte) value), (byte) value);
    }
  }

  /** The words up to the first end token; start tokens say nothing. */
  public String of(int[] ids) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int id : ids) {
      if (id == end) {
        break;
      }
      String token = tokens.getOrDefault(id, Words.START);
      if (token.equals(Words.START)) {
        continue;
      }
      boolean last = token.endsWith(Words.SUFFIX);
      String spelt = last ? token.substring(0, token.length() - Words.SUFFIX.length()) : token;
      spelt.chars().forEach(c -> text.write(bytes.getOrDefault((char) c, (byte) ' ')));
      if (last) {
        text.write(' ');
      }
    }
    return text.toString(StandardCharsets.UTF_8).strip();
  }
}
