package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.alidade.api.AlidadeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Files of a model's folder as the Hugging Face hub keeps it. */
final class HuggingFaceFiles {
  private static final String ONE = "model.safetensors";
  private static final String INDEX = "model.safetensors.index.json";

  private HuggingFaceFiles() {}

  /** Every tensor of {@code model.safetensors}, or of the shards that its index names. */
  static Map<String, NDArray> weights(Path folder, NDManager manager) {
    if (!Files.exists(folder.resolve(INDEX))) {
      if (!Files.exists(folder.resolve(ONE))) {
        throw refused(
            folder, "there is no " + ONE + "; expected it, or " + INDEX + " and its shards");
      }
      return Safetensors.read(folder.resolve(ONE), manager);
    }
    Map<String, NDArray> all = new LinkedHashMap<>();
    JsonObject shards = json(folder.resolve(INDEX)).getAsJsonObject("weight_map");
    if (shards == null) {
      throw refused(folder.resolve(INDEX), "there is no weight_map; expected one");
    }
    Set<String> files = new TreeSet<>();
    shards.entrySet().forEach(entry -> files.add(entry.getValue().getAsString()));
    for (String file : files) {
      Path shard = folder.resolve(file).normalize();
      if (!shard.startsWith(folder.normalize())) {
        throw refused(folder.resolve(INDEX), "names " + file + "; expected a file beside it");
      }
      all.putAll(Safetensors.read(shard, manager));
    }
    for (String name : shards.keySet()) {
      if (!all.containsKey(name)) {
        throw refused(
            folder.resolve(INDEX), "tensor " + name + " is in no shard; expected it in one");
      }
    }
    return all;
  }

  static JsonObject json(Path file) {
    try {
      JsonElement root = JsonParser.parseString(Files.readString(file));
      if (root.isJsonObject()) {
        return root.getAsJsonObject();
      }
      throw refused(file, "is no JSON object; expected one");
    } catch (IOException | JsonParseException e) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          file + ": cannot be read (" + e.getMessage() + "); expected a JSON object",
          e);
    }
  }

  static AlidadeException refused(Path file, String sentence) {
    return new AlidadeException(AlidadeException.Kind.DATA, file + ": " + sentence);
  }
}
