package io.alidade.runtime.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.alidade.api.AlidadeException;
import io.alidade.api.Evaluation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code evaluation-N.json} in a run's folder: what one entry of {@code evaluate} found.
 *
 * @param entry the entry's resolved settings
 * @param protocolHash of protocol, version and settings
 * @param dataset id, as in {@code iconic/emoji}
 * @param split the split that was tested
 * @param notes what a reader has to know of the data set, one sentence each: which names training
 *     saw, say
 */
public record EvaluationFile(
    JsonObject entry,
    String protocolHash,
    String dataset,
    String split,
    List<String> notes,
    Evaluation evaluation) {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  public EvaluationFile {
    notes = List.copyOf(notes);
  }

  /** {@code evaluation-N.json} in {@code folder}, N from 1. */
  public static Path file(Path folder, int number) {
    return folder.resolve("evaluation-" + number + ".json");
  }

  /**
   * Writes beside the final name first, so that a reader never meets half a file. Drawings are kept
   * of what a report shows.
   */
  public void write(Path file) {
    JsonObject json = new JsonObject();
    json.add("entry", entry);
    json.addProperty("protocolHash", protocolHash);
    json.addProperty("dataset", dataset);
    json.addProperty("split", split);
    json.add("notes", GSON.toJsonTree(notes));
    json.add("evaluation", GSON.toJsonTree(Shown.drawnWhereShown(evaluation)));
    Whole.write(file, GSON.toJson(json) + "\n");
  }

  public static EvaluationFile read(Path file) {
    try {
      JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      JsonArray noted = json.has("notes") ? json.getAsJsonArray("notes") : new JsonArray();
      JsonObject evaluation = json.getAsJsonObject("evaluation");
      if (!evaluation.has("contributions")) {
        evaluation.add("contributions", new JsonArray()); // from before there were any
      }
      return new EvaluationFile(
          json.getAsJsonObject("entry"),
          json.get("protocolHash").getAsString(),
          json.get("dataset").getAsString(),
          json.get("split").getAsString(),
          noted.asList().stream().map(JsonElement::getAsString).toList(),
          GSON.fromJson(evaluation, Evaluation.class));
    } catch (IOException | RuntimeException e) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          file + ": cannot be read; expected what an evaluation found, as JSON",
          e);
    }
  }

  /** Those in a run's folder, in the order of their entries. */
  public static List<EvaluationFile> all(Path folder) {
    List<EvaluationFile> files = new ArrayList<>();
    for (int n = 1; Files.exists(file(folder, n)); n++) {
      files.add(read(file(folder, n)));
    }
    return List.copyOf(files);
  }
}
