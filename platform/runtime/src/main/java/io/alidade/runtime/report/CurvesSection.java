package io.alidade.runtime.report;

import io.alidade.registry.MetricPoint;
import io.alidade.runtime.report.LineChart.Point;
import io.alidade.runtime.report.LineChart.Unit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** What training recorded: the loss and the looks at accuracy first, then the rest. */
final class CurvesSection {
  private CurvesSection() {}

  static void write(Html out, ReportData data) {
    if (data.metrics().isEmpty()) {
      return;
    }
    out.raw("<section><h2>Training</h2>");
    charts(out, "charts", data, CurvesSection::isMain);
    charts(out, "charts minor", data, name -> !isMain(name));
    boolean accuracy = data.metrics().keySet().stream().anyMatch(CurvesSection::isAccuracy);
    out.raw("<p class=\"caption\">")
        .text("Values as recorded, not smoothed; written at the end is the last one.")
        .text(
            accuracy
                ? " Accuracy during training is a look at a few images of the canary split; it"
                    + " decided nothing."
                : "")
        .raw("</p></section>");
  }

  private static void charts(Html out, String style, ReportData data, Predicate<String> which) {
    List<Map.Entry<String, List<MetricPoint>>> chosen =
        data.metrics().entrySet().stream()
            .filter(entry -> which.test(entry.getKey()))
            .sorted(
                Comparator.comparingInt(
                        (Map.Entry<String, List<MetricPoint>> entry) -> rank(entry.getKey()))
                    .thenComparing(Map.Entry::getKey))
            .toList();
    if (!chosen.isEmpty()) {
      out.raw("<div class=\"" + style + "\">");
      chosen.forEach(entry -> chart(out, entry.getKey(), entry.getValue()));
      out.raw("</div>");
    }
  }

  private static void chart(Html out, String name, List<MetricPoint> points) {
    List<Point> line =
        points.stream().map(point -> new Point(point.step(), point.value())).toList();
    Unit unit = isAccuracy(name) ? Unit.SHARE : Unit.PLAIN;
    LineChart chart = new LineChart(title(name), unit, line, OptionalDouble.empty(), "");
    out.raw("<figure class=\"curve\"><figcaption>")
        .text(title(name))
        .raw("</figcaption>")
        .raw(chart.svg())
        .raw("</figure>");
  }

  private static boolean isAccuracy(String name) {
    return name.contains("top-1") || name.contains("top-5") || name.startsWith("canary");
  }

  private static boolean isMain(String name) {
    return name.equals("loss") || isAccuracy(name);
  }

  private static int rank(String name) {
    return name.equals("loss") ? 0 : isAccuracy(name) ? 1 : name.contains("loss") ? 2 : 3;
  }

  private static String title(String name) {
    if (name.equals("rate")) {
      return "Learning rate";
    }
    return isAccuracy(name)
        ? "Accuracy during training (" + name.replaceFirst("^canary-", "") + ", %)"
        : Words.title(name);
  }
}
