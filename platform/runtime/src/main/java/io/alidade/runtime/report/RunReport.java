package io.alidade.runtime.report;

import io.alidade.api.AlidadeException;
import io.alidade.registry.Registry;
import io.alidade.registry.RunRow;
import io.alidade.runtime.report.ReportData.Evaluated;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A run as one HTML file: style, curves and images are inside it, it needs no network and no
 * script, and it reads on a phone and on paper, in light and in dark.
 */
public final class RunReport {
  private static final String FILE = "report.html";

  private RunReport() {}

  /** Where a run's report lies. */
  public static Path file(Path folder) {
    return folder.resolve(FILE);
  }

  /** Writes {@code report.html} into the run's folder and returns it. Loads no engine. */
  public static Path write(Registry registry, Path folder, RunRow run) {
    Path file = file(folder);
    Whole.write(file, html(registry, folder, run));
    return file;
  }

  static String html(Registry registry, Path folder, RunRow run) {
    ReportData data = ReportData.read(registry, folder, run);
    Html out = new Html();
    out.raw("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    out.raw("<meta name=\"color-scheme\" content=\"light dark\">");
    out.element("title", run.name() + ", run " + run.id());
    out.raw("<style>").raw(resource("report.css"));
    for (Evaluated evaluated : data.evaluations()) {
      evaluated.tiles().ifPresent(tiles -> out.raw(tiles.css()));
    }
    out.raw("</style></head><body>").raw(resource("signs.svg")).raw("<main>");
    HeaderSection.write(out, data);
    NumbersSection.write(out, data);
    CurvesSection.write(out, data);
    data.evaluations().forEach(evaluated -> SamplesSection.write(out, evaluated));
    RecordSection.write(out, data);
    return out.raw("</main></body></html>\n").toString();
  }

  private static String resource(String name) {
    try (InputStream in = RunReport.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AlidadeException(AlidadeException.Kind.INTERNAL, name + " is not in the jar", e);
    }
  }
}
