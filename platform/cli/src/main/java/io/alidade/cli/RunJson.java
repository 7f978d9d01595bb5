package io.alidade.cli;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.alidade.registry.EventRow;
import io.alidade.registry.MeasurementRow;
import io.alidade.registry.MetricPoint;
import io.alidade.registry.Registry;
import io.alidade.registry.RunRow;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Runs as JSON; keys are the columns of the registry, a value that is not there has no key. */
final class RunJson {
  private static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .serializeNulls()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .create();

  private RunJson() {}

  static void print(PrintWriter out, JsonElement json) {
    out.println(GSON.toJson(json));
  }

  static JsonObject of(RunRow run) {
    JsonObject json = new JsonObject();
    json.addProperty("id", run.id());
    json.addProperty("state", run.state().word());
    json.addProperty("name", run.name());
    json.addProperty("method", run.method());
    json.addProperty("method_version", run.methodVersion());
    json.addProperty("seed", run.seed());
    json.addProperty("experiment", run.experiment());
    json.addProperty("configuration_hash", run.configurationHash());
    json.addProperty("created", run.created().toString());
    run.pid().ifPresent(pid -> json.addProperty("pid", pid));
    run.started().ifPresent(at -> json.addProperty("started", at.toString()));
    run.ended().ifPresent(at -> json.addProperty("ended", at.toString()));
    run.seconds().ifPresent(seconds -> json.addProperty("seconds", seconds));
    run.exitCode().ifPresent(code -> json.addProperty("exit_code", code));
    run.cause().ifPresent(cause -> json.addProperty("cause", cause));
    run.peakMemoryBytes().ifPresent(bytes -> json.addProperty("peak_memory_bytes", bytes));
    run.parameters().ifPresent(count -> json.addProperty("parameters", count));
    run.tried().ifPresent(count -> json.addProperty("tried", count));
    run.planned()
        .ifPresent(
            planned -> {
              planned
                  .memoryBytes()
                  .ifPresent(bytes -> json.addProperty("predicted_memory_bytes", bytes));
              json.addProperty("micro_batch", planned.microBatch());
              json.addProperty("device", planned.device());
            });
    return json;
  }

  /** A run with all that the registry holds of it. */
  static JsonObject everything(Registry registry, RunRow run) {
    JsonObject json = of(run);
    json.addProperty("configuration", run.configuration());
    json.add("provenance", GSON.toJsonTree(run.provenance()));
    json.add("plugins", GSON.toJsonTree(registry.plugins(run.id())));
    json.add("datasets", GSON.toJsonTree(registry.datasets(run.id())));
    JsonArray measurements = new JsonArray();
    registry.measurements(run.id()).forEach(row -> measurements.add(of(row)));
    json.add("measurements", measurements);
    JsonArray metrics = new JsonArray();
    registry.metrics(run.id()).forEach(point -> metrics.add(of(point)));
    json.add("metrics", metrics);
    json.add("artifacts", GSON.toJsonTree(registry.artifacts(run.id())));
    JsonArray events = new JsonArray();
    registry.events(run.id()).forEach(event -> events.add(of(event)));
    json.add("events", events);
    return json;
  }

  private static JsonObject of(MetricPoint point) {
    JsonObject json = new JsonObject();
    json.addProperty("name", point.name());
    json.addProperty("step", point.step());
    json.addProperty("value", finite(point.value()));
    json.addProperty("recorded", point.at().toString());
    return json;
  }

  private static JsonObject of(EventRow event) {
    JsonObject json = new JsonObject();
    json.addProperty("recorded", event.at().toString());
    json.addProperty("level", event.level().word());
    json.addProperty("text", event.text());
    return json;
  }

  static JsonObject of(MeasurementRow row) {
    JsonObject json = new JsonObject();
    json.addProperty("protocol", row.protocol());
    json.addProperty("protocol_hash", row.protocolHash());
    json.addProperty("dataset", row.dataset());
    json.addProperty("dataset_fingerprint", row.datasetFingerprint());
    json.addProperty("split", row.split());
    json.addProperty("metric", row.measurement().metric());
    json.addProperty("value", finite(row.measurement().value()));
    json.addProperty("unit", row.measurement().unit());
    json.addProperty("higher_is_better", row.measurement().higherIsBetter());
    json.addProperty("samples", row.measurement().samples());
    return json;
  }

  /** JSON has no word for a number that is none. */
  static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
