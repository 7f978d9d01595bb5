package io.alidade.runtime.report;

import io.alidade.api.AlidadeException;
import io.alidade.registry.Registry;
import io.alidade.registry.RunRow;
import io.alidade.runtime.report.MeasuredRuns.Alike;
import io.alidade.runtime.report.MeasuredRuns.One;
import io.alidade.runtime.report.ReportData.Evaluated;
import io.alidade.runtime.report.SceneGrid.Kind;
import io.alidade.runtime.report.SceneGrid.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A results folder as a page of pictures: curves over shots, predictions, captions, boxes and areas
 * of several methods on the same images. What was not measured is left out, with a sentence. Needs
 * neither engine nor data.
 */
public final class Pictures {
  private static final String FILE = "pictures.md";
  private static final String FOLDER = "pictures";

  /** Scenes that are shown, by protocol. */
  private enum Scenes {
    CAPTIONS("captioning", Kind.CAPTIONS, "Captions", "What is said of an image"),
    BOXES("detection", Kind.BOXES, "Boxes", "Things that were found"),
    PHRASES("phrase-grounding", Kind.BOXES, "Boxes of phrases", "The box chosen for a phrase"),
    AREAS("semantic-segmentation", Kind.AREAS, "Masks", "Each pixel's class");

    private final String protocol;
    private final Kind kind;
    private final String heading;
    private final String title;

    Scenes(String protocol, Kind kind, String heading, String title) {
      this.protocol = protocol;
      this.kind = kind;
      this.heading = heading;
      this.title = title;
    }
  }

  private static final List<String> NAMING =
      List.of("zero-shot-classification", "few-shot-classification");

  private final MeasuredRuns runs;
  private final Path folder;
  private final PicturesPage page;

  private Pictures(MeasuredRuns runs, Path folder, PicturesPage page) {
    this.runs = runs;
    this.folder = folder;
    this.page = page;
  }

  /**
   * Writes {@code pictures.md} and the PNG files that it shows; returns the page.
   *
   * @param results folder of {@code runs/}
   * @param excluded data sets that curves and sheets of names leave out
   * @param command what the page says it was written by
   */
  public static Path write(
      Registry registry, Path results, Path folder, Set<String> excluded, String command) {
    try {
      Files.createDirectories(folder.resolve(FOLDER));
    } catch (IOException e) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          folder + ": cannot be made (" + e.getMessage() + "); expected a folder to write to",
          e);
    }
    PicturesPage page = new PicturesPage(command);
    Pictures pictures = new Pictures(MeasuredRuns.read(registry, results), folder, page);
    pictures.curves(excluded);
    pictures.named(excluded);
    for (Scenes scenes : Scenes.values()) {
      pictures.scenes(scenes);
    }
    page.write(folder.resolve(FILE));
    return folder.resolve(FILE);
  }

  private Path draw(String name, Canvas canvas) {
    Path file = Path.of(FOLDER, name + ".png");
    canvas.write(folder.resolve(file));
    return file;
  }

  private void curves(Set<String> excluded) {
    page.heading("Curves over shots");
    ShotCurves curves = ShotCurves.read(runs, excluded);
    if (curves.curves().isEmpty()) {
      page.paragraph("Left out: no finished run was measured over shots.");
      return;
    }
    Path file = draw("shots", ShotsChart.draw(curves));
    String best = curves.curves().get(0).name();
    page.picture(
        file,
        "Curves of mean per class over shots, %s; %s ends highest"
            .formatted(Words.count(curves.curves().size(), "method", "methods"), best),
        "Mean per class over shots, the mean over %s. Dashed and level: a method that sees no shot."
            .formatted(String.join(", ", curves.datasets())),
        List.of());
    if (!curves.without().isEmpty()) {
      page.paragraph(
          "Left out, since they were not measured on all of these sets: "
              + String.join("; ", curves.without())
              + ".");
    }
    page.table(curves);
  }

  /** Of each protocol that names images one sheet: the best experiment where most were run. */
  private void named(Set<String> excluded) {
    page.heading("Predictions");
    for (String protocol : NAMING) {
      Optional<Alike> most =
          runs.keys(protocol).stream()
              .filter(key -> !excluded.contains(key.dataset()))
              .max(
                  Comparator.comparingInt((Alike key) -> runs.experiments(key).size())
                      .thenComparing(Alike::dataset, Comparator.reverseOrder()));
      boolean drawn = most.isPresent() && sheet(protocol, most.get());
      if (!drawn) {
        page.paragraph("Left out: no finished run has predictions of " + protocol + ".");
      }
    }
  }

  private static boolean isBaseline(One one) {
    return one.run().method().startsWith("baseline.");
  }

  private boolean sheet(String protocol, Alike key) {
    List<One> best =
        runs.experiments(key).stream()
            .sorted(
                Comparator.comparing(Pictures::isBaseline)
                    .thenComparing(Comparator.comparingDouble(Pictures::leading).reversed()))
            .toList();
    for (One one : best) {
      Optional<Evaluated> evaluated = runs.evaluated(one.run(), key);
      if (evaluated.isPresent()
          && evaluated.get().tiles().isPresent()
          && !evaluated.get().shown().sheet().isEmpty()) {
        Path file = draw(protocol, ContactSheet.draw(one.run(), evaluated.get()));
        page.picture(
            file,
            "Images of %s, %s, with the names that %s gave them"
                .formatted(key.dataset(), key.split(), one.run().name()),
            ("`%s` on %s, %s: of %s that were measured so and kept images, the one with the highest %s, baselines last. A tick or a"
                    + " cross, a solid or a dashed frame tell right from wrong.")
                .formatted(
                    protocol,
                    key.dataset(),
                    key.split(),
                    Words.count(best.size(), "experiment", "experiments"),
                    one.values().keySet().iterator().next()),
            List.of(one.run()));
        return true;
      }
    }
    return false;
  }

  private static double leading(One one) {
    double first = one.values().values().iterator().next();
    return Double.isNaN(first) ? Double.NEGATIVE_INFINITY : first;
  }

  private void scenes(Scenes scenes) {
    page.heading(scenes.heading);
    List<Alike> keys = runs.mostUsed(scenes.protocol).toList();
    if (keys.isEmpty()) {
      page.paragraph("Left out: no finished run was measured by " + scenes.protocol + ".");
    }
    for (Alike key : keys) {
      List<Seen> seen = new ArrayList<>();
      List<String> without = new ArrayList<>();
      for (List<One> seeds : runs.seeds(key)) {
        Optional<Seen> first =
            seeds.stream()
                .flatMap(one -> seen(one, key, scenes.kind).stream())
                .filter(it -> seen.isEmpty() || isSameSheet(seen.get(0), it.evaluated()))
                .findFirst();
        RunRow run = seeds.get(0).run();
        first.ifPresentOrElse(
            seen::add, () -> without.add("`%s` (run %s)".formatted(run.name(), run.id())));
      }
      grid(scenes, key, seen);
      if (!without.isEmpty()) {
        page.paragraph(
            "Left out, since their runs did not keep what is drawn here, or kept other images: "
                + String.join(", ", without)
                + ".");
      }
    }
  }

  private Optional<Seen> seen(One one, Alike key, Kind kind) {
    return runs.evaluated(one.run(), key)
        .filter(it -> Kind.of(it).equals(Optional.of(kind)))
        .map(it -> new Seen(one.run(), it));
  }

  private static boolean isSameSheet(Seen first, Evaluated other) {
    return first.evaluated().shown().sheet().stream()
        .allMatch(one -> new Seen(first.run(), other).of(one).isPresent());
  }

  private void grid(Scenes scenes, Alike key, List<Seen> seen) {
    if (seen.isEmpty()) {
      return;
    }
    String title = "%s: %s, %s".formatted(scenes.title, key.dataset(), key.split());
    String name = scenes.protocol + "-" + key.dataset().replaceAll("[^a-z0-9]+", "-");
    List<RunRow> drawn = seen.stream().map(Seen::run).toList();
    Path file = draw(name, SceneGrid.draw(scenes.kind, title, seen));
    page.picture(
        file,
        "%s of %s, by %s"
            .formatted(
                title,
                scenes.protocol,
                String.join(", ", drawn.stream().map(RunRow::name).toList())),
        "`%s` on %s, %s.".formatted(scenes.protocol, key.dataset(), key.split()),
        drawn);
  }
}
