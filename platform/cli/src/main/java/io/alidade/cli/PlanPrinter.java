package io.alidade.cli;

import static java.util.stream.Collectors.joining;

import io.alidade.registry.Registry;
import io.alidade.runtime.plan.EvaluationEntry;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.plan.ExperimentSettings;
import io.alidade.runtime.plan.Foundation;
import io.alidade.runtime.run.Planner;
import io.alidade.runtime.run.RunPlan;
import io.alidade.runtime.run.Sizing;
import io.alidade.runtime.worker.Message;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The plan of a suite, as {@code run --dry-run} prints it: resolved configurations, then what would
 * be run, where a person looks last.
 */
final class PlanPrinter {
  private final PrintWriter out;

  PlanPrinter(PrintWriter out) {
    this.out = out;
  }

  /**
   * @param suite in its order
   * @param registry that says which of its runs are finished; empty where none counts
   */
  void print(List<Sizing.Sized> suite, Optional<Registry> registry) {
    for (Sizing.Sized one : suite) {
      out.printf("# %s%n%s%n", one.experiment().name(), one.experiment().annotated());
    }
    out.println(runs(suite, registry));
    out.println(models(suite));
    suite.forEach(one -> print(one.experiment(), one.size()));
    out.flush();
  }

  /** As a runner counts them: each once, though several build on it. */
  private static String runs(List<Sizing.Sized> suite, Optional<Registry> registry) {
    Map<String, Set<Long>> seeds = new LinkedHashMap<>();
    for (Sizing.Sized one : suite) {
      seeds
          .computeIfAbsent(one.identity(), identity -> new TreeSet<>())
          .addAll(one.experiment().settings().seeds());
    }
    long runs = seeds.values().stream().mapToLong(Set::size).sum();
    String text = runs + (runs == 1 ? " run" : " runs");
    if (registry.isEmpty()) {
      return text;
    }
    long finished =
        seeds.entrySet().stream()
            .flatMap(
                one ->
                    one.getValue().stream()
                        .map(seed -> registry.get().finished(one.getKey(), seed)))
            .filter(Optional::isPresent)
            .count();
    return "%s: %d finished before, %d to be run".formatted(text, finished, runs - finished);
  }

  private static String models(List<Sizing.Sized> suite) {
    long measured = suite.stream().filter(one -> one.size().isPresent()).count();
    long waiting = suite.size() - measured;
    return measured
        + (measured == 1 ? " model measured" : " models measured")
        + (waiting == 0
            ? ""
            : "; %d %s on runs of this plan and %s measured when those are there"
                .formatted(
                    waiting, waiting == 1 ? "builds" : "build", waiting == 1 ? "is" : "are"));
  }

  private void print(Experiment experiment, Optional<Message.Size> size) {
    ExperimentSettings settings = experiment.settings();
    out.println();
    line(experiment.name(), experiment.method());
    experiment.departures().forEach(departure -> line("", departure.sentence()));
    line("  seeds", settings.seeds().stream().map(String::valueOf).collect(joining(", ")));
    line("  data", settings.data().dataset() + " " + settings.data().split());
    experiment
        .foundations()
        .forEach((name, foundation) -> line("  " + name, PlanPrinter.ground(foundation)));
    line("  training", size.map(one -> training(settings, one)).orElse("behind what it builds on"));
    size.ifPresent(
        one -> {
          RunPlan plan = Planner.plan(experiment, size);
          line("  memory", memory(plan, one));
          plan.sentence(experiment).ifPresent(sentence -> line("", sentence));
        });
    for (EvaluationEntry entry : experiment.evaluations()) {
      line(
          "  test",
          "%s %s, %s (%s)%s"
              .formatted(
                  entry.dataset(),
                  entry.split(),
                  entry.protocol(),
                  Figures.shortHash(entry.hash()),
                  entry.note().isEmpty() ? "" : ": " + entry.note()));
    }
  }

  private static String ground(Foundation foundation) {
    if (foundation instanceof Foundation.Trained trained) {
      return trained.experiment().name() + ", seed by seed";
    }
    return foundation instanceof Foundation.Folder folder ? folder.path().toString() : "a run";
  }

  private static String training(ExperimentSettings settings, Message.Size size) {
    return size.trained()
        ? String.format(
            Locale.ROOT,
            "%,d steps of %,d, %,d parameters",
            settings.train().steps(),
            settings.train().batchSize(),
            size.parameters())
        : "nothing to train";
  }

  private static String memory(RunPlan plan, Message.Size size) {
    String bytes =
        plan.predictedBytes().isPresent()
            ? "about " + Figures.bytes(plan.predictedBytes().getAsLong())
            : "unknown";
    return bytes + ", on " + size.device();
  }

  private void line(String label, String value) {
    out.printf("%-12s%s%n", label.startsWith(" ") ? label : label + "  ", value);
  }
}
