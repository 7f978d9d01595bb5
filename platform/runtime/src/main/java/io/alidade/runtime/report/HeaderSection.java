package io.alidade.runtime.report;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.alidade.registry.RunRow;
import io.alidade.registry.RunState;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What the run is, in one glance. */
final class HeaderSection {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HeaderSection() {}

  static void write(Html out, ReportData data) {
    RunRow run = data.run();
    out.raw("<header><p class=\"kind\">Alidade run ").text(run.id()).raw("</p>");
    out.element("h1", run.name());
    out.raw("<p class=\"lead\">").text(sentence(run)).raw("</p>");
    out.raw("<dl class=\"facts\">");
    facts(run)
        .forEach(
            (name, value) ->
                out.raw("<div>").element("dt", name).element("dd", value).raw("</div>"));
    out.raw("</dl></header>");
  }

  private static String sentence(RunRow run) {
    String data = setting(run, "data.dataset");
    String split = setting(run, "data.split");
    String steps = setting(run, "train.steps");
    String batch = setting(run, "train.batch-size");
    StringBuilder sentence = new StringBuilder("Method " + run.method());
    if (!data.isEmpty()) {
      sentence.append(" on ").append(data);
      sentence.append(split.isEmpty() ? "" : ", split " + split);
    }
    if (!run.method().startsWith("baseline.") && !steps.isEmpty() && !batch.isEmpty()) {
      sentence.append(": ").append(steps).append(" steps of ").append(batch);
    }
    return sentence + ".";
  }

  private static Map<String, String> facts(RunRow run) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("State", state(run));
    facts.put("Seed", Long.toString(run.seed()));
    run.seconds().ifPresent(seconds -> facts.put("Duration", Words.seconds(seconds)));
    run.peakMemoryBytes().ifPresent(bytes -> facts.put("Peak memory", Words.bytes(bytes)));
    run.parameters()
        .ifPresent(
            trained ->
                facts.put("Trainable parameters", trained == 0 ? "none" : Words.count(trained)));
    run.tried()
        .ifPresent(
            tried ->
                facts.put(
                    "Tried on validation", Words.count(tried, "configuration", "configurations")));
    run.planned()
        .ifPresent(
            planned -> {
              planned
                  .memoryBytes()
                  .ifPresent(bytes -> facts.put("Predicted memory", Words.bytes(bytes)));
              if (planned.microBatch() > 0) {
                facts.put("Micro-batch", Words.count(planned.microBatch()));
              }
              facts.put("Device", planned.device());
            });
    facts.put("Threads", Integer.toString(run.provenance().threads()));
    facts.put("Started", TIME.format(run.started().orElse(run.created())));
    return facts;
  }

  private static String state(RunRow run) {
    String word = run.state().word();
    boolean worthSaying = run.state() != RunState.FINISHED && run.cause().isPresent();
    return worthSaying ? word + ": " + run.cause().orElse("") : word;
  }

  /** Of the resolved configuration; empty where it says nothing. */
  private static String setting(RunRow run, String path) {
    try {
      Config config = ConfigFactory.parseString(run.configuration());
      return config.hasPath(path) ? config.getString(path) : "";
    } catch (ConfigException e) {
      return ""; // The report of a run must not fail for its configuration.
    }
  }
}
