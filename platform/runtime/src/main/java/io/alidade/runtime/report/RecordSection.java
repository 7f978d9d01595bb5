package io.alidade.runtime.report;

import io.alidade.registry.ArtifactRow;
import io.alidade.registry.DatasetRow;
import io.alidade.registry.EventRow;
import io.alidade.registry.PluginRow;
import io.alidade.registry.Provenance;
import io.alidade.registry.RunRow;
import io.alidade.runtime.plan.Departure;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What somebody needs who wants the same numbers again, and what happened on the way. */
final class RecordSection {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private RecordSection() {}

  static void write(Html out, ReportData data) {
    events(out, data);
    provenance(out, data);
    artifacts(out, data);
    RunRow run = data.run();
    out.raw("<section><h2>Configuration</h2><details><summary>")
        .text("Resolved, every default included")
        .raw("</summary><pre>")
        .text(run.configuration().strip())
        .raw("</pre></details></section>");
  }

  private static void events(Html out, ReportData data) {
    if (data.events().isEmpty()) {
      return;
    }
    out.raw("<section><h2>Events</h2><ul class=\"events\">");
    for (EventRow event : data.events()) {
      out.raw("<li class=\"" + event.level().word() + "\">");
      out.element("time", TIME.format(event.at()));
      out.element("b", event.level() == EventRow.Level.INFO ? "" : event.level().word());
      out.element("span", event.text()).raw("</li>");
    }
    out.raw("</ul></section>");
  }

  private static void provenance(Html out, ReportData data) {
    RunRow run = data.run();
    Provenance made = run.provenance();
    out.raw("<section><h2>Provenance</h2><table class=\"provenance\">");
    row(out, "Experiment", run.experiment());
    row(out, "Configuration hash", run.configurationHash());
    row(out, "Method", run.method() + ", version " + run.methodVersion());
    for (Departure departure : Departure.of(run.configuration(), run.method())) {
      row(out, "", departure.sentence());
    }
    row(out, "Code", made.codeVersion());
    for (PluginRow plugin : data.plugins()) {
      row(out, "Plugin " + plugin.id() + " " + plugin.version(), "sha-256 " + plugin.sha256());
    }
    for (DatasetRow dataset : data.datasets()) {
      row(out, "Data " + dataset.id(), "fingerprint " + dataset.fingerprint());
      row(out, "", Words.count(dataset.samples(), "sample", "samples") + "; " + dataset.licence());
    }
    row(out, "Engine", made.engine());
    row(out, "Java", made.jdk());
    row(out, "System", made.os());
    row(
        out,
        "Processor",
        "%s; %d available, %d threads used"
            .formatted(made.cpu(), made.processors(), made.threads()));
    out.raw("</table></section>");
  }

  private static void artifacts(Html out, ReportData data) {
    if (data.artifacts().isEmpty()) {
      return;
    }
    out.raw("<section><h2>Files</h2><table class=\"provenance\">");
    for (ArtifactRow artifact : data.artifacts()) {
      row(
          out,
          artifact.path(),
          "%s, %s bytes, sha-256 %s"
              .formatted(artifact.kind(), Words.count(artifact.bytes()), artifact.sha256()));
    }
    out.raw("</table></section>");
  }

  private static void row(Html out, String name, String value) {
    out.raw("<tr>").element("th scope=\"row\"", name).element("td", value).raw("</tr>");
  }
}
