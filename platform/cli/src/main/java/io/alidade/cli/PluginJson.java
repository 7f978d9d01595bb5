package io.alidade.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.alidade.api.DatasetCard;
import io.alidade.runtime.plugin.DatasetRow;
import io.alidade.runtime.plugin.Located;
import io.alidade.runtime.plugin.MethodRow;
import io.alidade.runtime.plugin.PluginProblem;
import java.io.PrintWriter;
import java.util.List;

/** Plugins and what they offer as JSON. */
final class PluginJson {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private PluginJson() {}

  static void print(PrintWriter out, JsonElement json) {
    out.println(GSON.toJson(json));
  }

  static void print(PrintWriter out, List<Located> plugins, List<PluginProblem> problems) {
    JsonObject json = new JsonObject();
    JsonArray list = new JsonArray();
    plugins.forEach(plugin -> list.add(of(plugin)));
    json.add("plugins", list);
    JsonArray said = new JsonArray();
    for (PluginProblem problem : problems) {
      JsonObject one = new JsonObject();
      one.addProperty("file", problem.file().toString());
      one.addProperty("problem", problem.sentence());
      said.add(one);
    }
    json.add("problems", said);
    print(out, json);
  }

  static void print(PrintWriter out, Located plugin) {
    print(out, of(plugin));
  }

  static void print(PrintWriter out, DatasetCard card) {
    print(out, GSON.toJsonTree(card));
  }

  private static JsonObject of(Located plugin) {
    JsonObject json = GSON.toJsonTree(plugin.entry()).getAsJsonObject();
    json.addProperty("file", plugin.file().toString());
    json.remove("described");
    json.remove("pluginClass");
    return json;
  }

  static JsonObject of(MethodRow row, Located plugin) {
    JsonObject json = GSON.toJsonTree(row).getAsJsonObject();
    json.remove("type");
    json.addProperty("family", row.leaf().family());
    json.addProperty("leaf", row.leaf().leaf());
    json.addProperty("plugin", plugin.entry().id());
    return json;
  }

  static JsonObject of(DatasetRow row, Located plugin) {
    JsonObject json = GSON.toJsonTree(row).getAsJsonObject();
    json.remove("type");
    json.addProperty("plugin", plugin.entry().id());
    return json;
  }
}
