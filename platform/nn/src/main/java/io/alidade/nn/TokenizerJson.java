package io.alidade.nn;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.alidade.api.AlidadeException;
import io.alidade.nn.BytePairTokenizer.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A byte-pair tokenizer as Hugging Face's {@code tokenizer.json}, written and read. */
public final class TokenizerJson {
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

  private TokenizerJson() {}

  static String write(Map<String, Integer> ids, List<Pair> merges, List<AddedTokens.Token> added) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", "1.0");
    json.put("truncation", null);
    json.put("padding", null);
    json.put("added_tokens", added.stream().map(TokenizerJson::added).toList());
    json.put(
        "normalizer",
        Map.of(
            "type",
            "Sequence",
            "normalizers",
            List.of(
                Map.of("type", "NFC"),
                ordered("type", "Replace", "pattern", Map.of("Regex", "\\s+"), "content", " "),
                Map.of("type", "Lowercase"))));
    json.put(
        "pre_tokenizer",
        ordered(
            "type",
            "Sequence",
            "pretokenizers",
            List.of(
                ordered(
                    "type",
                    "Split",
                    "pattern",
                    Map.of("Regex", Words.REGEX),
                    "behavior",
                    "Removed",
                    "invert",
                    true),
                byteLevel(false))));
    json.put(
        "post_processor",
        ordered(
            "type",
            "RobertaProcessing",
            "sep",
            List.of(Words.END, ids.getOrDefault(Words.END, 0)),
            "cls",
            List.of(Words.START, ids.getOrDefault(Words.START, 0)),
            "trim_offsets",
            false,
            "add_prefix_space",
            false));
    // A byte-level decoder would leave the word ends in the text.
    json.put("decoder", ordered("type", "BPEDecoder", "suffix", Words.SUFFIX));
    json.put("model", model(ids, merges));
    return GSON.toJson(json);
  }

  private static Map<String, Object> model(Map<String, Integer> ids, List<Pair> merges) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("type", "BPE");
    model.put("dropout", null);
    model.put("unk_token", Words.END);
    model.put("continuing_subword_prefix", "");
    model.put("end_of_word_suffix", Words.SUFFIX);
    model.put("fuse_unk", false);
    model.put("vocab", ids);
    model.put("merges", merges.stream().map(pair -> List.of(pair.left(), pair.right())).toList());
    return model;
  }

  private static Map<String, Object> added(AddedTokens.Token token) {
    return ordered(
        "id",
        token.id(),
        "content",
        token.content(),
        "single_word",
        false,
        "lstrip",
        false,
        "rstrip",
        false,
        "normalized",
        token.normalized(),
        "special",
        true);
  }

  private static Map<String, Object> byteLevel(boolean prefixSpace) {
    return ordered(
        "type",
        "ByteLevel",
        "add_prefix_space",
        prefixSpace,
        "trim_offsets",
        true,
        "use_regex",
        true);
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(keysAndValues[i].toString(), keysAndValues[i + 1]);
    }
    return map;
  }

  /** Reads the tokenizer of a file, as {@link #read(String, String, int)}. */
  public static BytePairTokenizer read(Path file, int context) {
    return read(file.toString(), text(file), context);
  }

  /** What stands in the file. */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          file + ": cannot be read (" + e.getMessage() + "); expected a tokenizer.json",
          e);
    }
  }

  /**
   * Reads a tokenizer of CLIP's kind.
   *
   * @param where the file, for errors
   * @param context most tokens of a text; the format does not hold it
   */
  public static BytePairTokenizer read(String where, String text, int context) {
    try {
      JsonObject root = JsonParser.parseString(text).getAsJsonObject();
      JsonObject model = root.getAsJsonObject("model");
      if (!"BPE".equals(model.get("type").getAsString())) {
        throw new JsonParseException("model.type is " + model.get("type") + "; expected BPE");
      }
      Map<String, Integer> ids = new LinkedHashMap<>();
      model
          .getAsJsonObject("vocab")
          .entrySet()
          .forEach(entry -> ids.put(entry.getKey(), entry.getValue().getAsInt()));
      List<AddedTokens.Token> marks = new ArrayList<>();
      for (JsonElement token : root.getAsJsonArray("added_tokens")) {
        JsonObject added = token.getAsJsonObject();
        String content = added.get("content").getAsString();
        ids.put(content, added.get("id").getAsInt());
        boolean normalized = added.has("normalized") && added.get("normalized").getAsBoolean();
        marks.add(new AddedTokens.Token(content, added.get("id").getAsInt(), normalized));
      }
      List<Pair> merges = new ArrayList<>();
      model.getAsJsonArray("merges").forEach(merge -> merges.add(pair(merge)));
      return new BytePairTokenizer(ids, merges, context, new AddedTokens(marks));
    } catch (JsonParseException
        | IllegalStateException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | UnsupportedOperationException
        | ClassCastException
        | NullPointerException e) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          where
              + ": no tokenizer of CLIP's kind ("
              + e.getMessage()
              + "); expected model.type BPE"
              + " with vocab, merges and added_tokens",
          e);
    }
  }

  /** Written as {@code ["a", "b"]} today, as {@code "a b"} before. */
  private static Pair pair(JsonElement merge) {
    if (merge instanceof JsonArray both) {
      return new Pair(both.get(0).getAsString(), both.get(1).getAsString());
    }
    String[] both = merge.getAsString().split(" ", 2);
    return new Pair(both[0], both[1]);
  }
}
