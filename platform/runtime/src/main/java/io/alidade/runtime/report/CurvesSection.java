package io.alidade.runtime.report;

import io.alidade.registry.MetricPoint;
import io.alidade.runtime.report.LineChart.Point;
import io.alidade.runtime.report.LineChart.Unit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What training recorded: the loss and the looks at accuracy first, then the rest. */
final class CurvesSection {
  private CurvesSection() {}

  static void write(Html out, ReportData data) {
    if (data.metrics().isEmpty()) {
      return;
    }
    out.raw("<section><h2>Training</h2><div class=\"charts\">");
    List<Map.Entry<String, List<MetricPoint>>> sorted =
        data.metrics().entrySet().stream()
            .sorted(
                Comparator.comparingInt(
                        (Map.Entry<String, List<MetricPoint>> entry) -> rank(entry.getKey()))
                    .thenComparing(Map.Entry::getKey))
            .toList();
    for (Map.Entry<String, List<MetricPoint>> entry : sorted) {
      chart(out, entry.getKey(), entry.getValue());
    }
    out.raw("</div><p class=\"caption\">")
        .text("Values as recorded, not smoothed; written at the end is the last one.")
        .raw(
            data.metrics().keySet().stream().anyMatch(CurvesSection::isAccuracy)
                ? " Accuracy during training is a look at a few validation images: it decided nothing."
                : "")
        .raw("</p></section>");
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

  private static int rank(String name) {
    if (name.equals("loss")) {
      return 0;
    }
    return isAccuracy(name) ? 1 : name.contains("loss") ? 2 : 3;
  }

  private static String title(String name) {
    if (name.equals("loss")) {
      return "Loss";
    }
    return isAccuracy(name) ? Words.title(name) + ", in percent" : Words.title(name);
  }
}
