package io.alidade.runtime.report;

import io.alidade.registry.RunRow;
import io.alidade.runtime.report.ShotCurves.Curve;
import io.alidade.runtime.report.ShotCurves.Point;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Markdown that a forge shows: pictures with what they show, and which runs they come of. */
final class PicturesPage {
  private final StringBuilder out = new StringBuilder();

  PicturesPage(String command) {
    out.append("# Pictures\n\nBy `").append(command).append("`. ");
    paragraph(
        "Curves are means over seeds; images are of each experiment's newest finished run with the"
            + " lowest seed that kept them, spread evenly over their split, not picked.");
  }

  void heading(String text) {
    out.append("## ").append(text).append("\n\n");
  }

  void paragraph(String text) {
    out.append(text).append("\n\n");
  }

  /**
   * A picture.
   *
   * @param file as seen from the page
   * @param alt what it shows, read in its place
   */
  void picture(Path file, String alt, String caption, Collection<RunRow> runs) {
    out.append("![").append(plain(alt)).append("](");
    out.append(file.toString().replace('\\', '/')).append(")\n\n");
    if (runs.isEmpty()) {
      paragraph(caption);
      return;
    }
    String each = runs.stream().map(PicturesPage::named).collect(Collectors.joining("; "));
    paragraph(caption + " Runs: " + each + ".");
  }

  /** Without what markdown would take for its own: names are those of files. */
  private static String plain(String text) {
    return text.replace("[", "(").replace("]", ")").replace("|", "/");
  }

  private static String named(RunRow run) {
    return "`%s` (%s), seed %d, run %s, code %s"
        .formatted(run.name(), run.method(), run.seed(), run.id(), run.provenance().codeVersion());
  }

  /** The numbers of a chart, and the runs behind each row. */
  void table(ShotCurves curves) {
    TreeSet<Integer> shots = curves.shots();
    out.append("| method |");
    shots.forEach(shot -> out.append(' ').append(Words.count(shot, "shot", "shots")).append(" |"));
    out.append("\n|---|").append("---:|".repeat(shots.size())).append('\n');
    for (Curve curve : curves.curves()) {
      out.append("| ").append(plain(curve.name())).append(" |");
      for (int shot : shots) {
        Point point = curve.points().get(shot);
        out.append(' ').append(point == null ? "" : cell(point)).append(" |");
      }
      out.append('\n');
    }
    out.append("\n<details><summary>Runs behind the curves</summary>\n\n");
    for (Curve curve : curves.curves()) {
      List<String> versions =
          curve.runs().stream().map(run -> run.provenance().codeVersion()).distinct().toList();
      List<Long> seeds = curve.runs().stream().map(RunRow::seed).distinct().sorted().toList();
      out.append("- ").append(curve.name()).append(", seeds ").append(seeds);
      out.append(", code ").append(String.join(" and ", versions)).append(": ");
      out.append(curve.runs().stream().map(RunRow::id).sorted().collect(Collectors.joining(", ")));
      out.append('\n');
    }
    out.append("\n</details>\n\n");
  }

  private static String cell(Point point) {
    String mean = Words.percent(point.mean());
    return point.seeds() > 1
        ? String.format(
            Locale.ROOT, "%s ± %.1f, n = %d", mean, 100 * point.deviation(), point.seeds())
        : mean;
  }

  void write(Path file) {
    Whole.write(file, out.toString().stripTrailing() + "\n");
  }
}
