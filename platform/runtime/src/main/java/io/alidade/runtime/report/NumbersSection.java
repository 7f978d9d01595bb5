package io.alidade.runtime.report;

import io.alidade.api.Measurement;
import io.alidade.runtime.report.Comparison.Line;
import io.alidade.runtime.report.Comparison.Rival;
import io.alidade.runtime.report.ReportData.Evaluated;
import java.util.List;
import java.util.Optional;

/** Every measured number as a bar, with what it has to be compared with under it. */
final class NumbersSection {
  private NumbersSection() {}

  static void write(Html out, ReportData data) {
    out.raw("<section><h2>Measured</h2>");
    if (data.comparisons().isEmpty()) {
      out.raw("<p class=\"quiet\">")
          .text("Nothing has been measured: the run is " + data.run().state().word() + ".")
          .raw("</p>");
    }
    for (Comparison comparison : data.comparisons()) {
      Optional<Evaluated> evaluated =
          data.evaluations().stream()
              .filter(e -> data.comparison(e.file()).equals(Optional.of(comparison)))
              .findFirst();
      out.raw("<h3>").text(comparison.dataset() + ", split " + comparison.split()).raw("</h3>");
      evaluated.ifPresent(e -> notes(out, e.file().notes()));
      out.raw("<p>").text(protocol(comparison, evaluated)).raw("</p>");
      out.raw("<div class=\"metrics\">");
      for (Line line : comparison.lines()) {
        metric(out, data.run().method(), line);
      }
      out.raw("</div><p class=\"caption\">")
          .text("Bars start at 0 and end at 100 %. Protocol hash ")
          .element("code", shortened(comparison.protocolHash()))
          .text(": only numbers with the same hash and the same data stand here.")
          .raw("</p>");
    }
    out.raw("</section>");
  }

  /** How the numbers came about, in words. */
  static String protocol(Comparison comparison, Optional<Evaluated> evaluated) {
    String samples =
        comparison.lines().stream()
            .findFirst()
            .map(line -> Words.count(line.own().samples(), "image", "images"))
            .orElse("no images");
    if (!comparison.protocol().equals("zero-shot-classification")) {
      return "Protocol " + comparison.protocol() + " on " + samples + ".";
    }
    String classes =
        comparison.lines().stream()
            .filter(line -> line.own().metric().equals("top-1"))
            .flatMap(line -> line.rivals().stream())
            .filter(rival -> rival.kind() == Rival.Kind.CHANCE && rival.value() > 0)
            .map(rival -> Words.count(Math.round(1 / rival.value())) + " class names")
            .findFirst()
            .orElse("all class names");
    return "Zero-shot classification: each of "
        + samples
        + " is ranked against "
        + classes
        + evaluated.map(e -> texts(e.file())).orElse("")
        + ". A name counts as found when it comes first (top-1) or among the first five (top-5).";
  }

  private static String texts(EvaluationFile file) {
    if (!file.entry().has("templates") || !file.entry().get("templates").isJsonArray()) {
      return "";
    }
    List<String> templates =
        file.entry().getAsJsonArray("templates").asList().stream()
            .map(template -> template.getAsString())
            .toList();
    return templates.equals(List.of("{}"))
        ? ", given as they are"
        : ", given as “" + String.join("”, “", templates) + "”";
  }

  private static void notes(Html out, List<String> notes) {
    if (!notes.isEmpty()) {
      out.raw("<ul class=\"notes\">");
      notes.forEach(note -> out.element("li", Words.sentence(note)));
      out.raw("</ul>");
    }
  }

  private static void metric(Html out, String method, Line line) {
    Measurement own = line.own();
    out.raw("<figure class=\"metric\"><figcaption>")
        .text(Words.title(own.metric()))
        .raw("</figcaption>");
    bar(out, "own", method, "this run", own.value(), own.unit());
    for (Rival rival : line.rivals()) {
      bar(
          out,
          rival.kind().name().toLowerCase(java.util.Locale.ROOT),
          rival.name(),
          rival.note(),
          rival.value(),
          own.unit());
    }
    out.raw("</figure>");
  }

  private static void bar(
      Html out, String kind, String name, String note, double value, String unit) {
    out.raw("<div class=\"bar " + kind + "\"><span class=\"name\" title=\"" + Html.escape(note))
        .raw("\">")
        .text(name)
        .raw("</span>");
    if (unit.equals("share") && Double.isFinite(value)) {
      out.raw("<span class=\"track\"><span style=\"width:")
          .raw(Html.number(Math.max(0, Math.min(1, value)) * 100))
          .raw("%\"></span></span>");
    } else {
      out.raw("<span></span>");
    }
    out.raw("<span class=\"number\">").text(Words.measured(value, unit)).raw("</span></div>");
  }

  private static String shortened(String hash) {
    return hash.substring(0, Math.min(12, hash.length()));
  }
}
