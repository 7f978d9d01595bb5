package io.alidade.cli;

import static java.util.stream.Collectors.joining;

import io.alidade.runtime.plan.EvaluationEntry;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.plan.ExperimentSettings;
import io.alidade.runtime.plan.Foundation;
import io.alidade.runtime.plan.Suite;
import io.alidade.runtime.run.Planner;
import io.alidade.runtime.run.RunPlan;
import io.alidade.runtime.worker.Message;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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
   * @param sizes of the experiments' models, in the suite's order
   */
  void print(Suite suite, List<Optional<Message.Size>> sizes) {
    for (Experiment experiment : suite.experiments()) {
      out.printf("# %s%n%s%n", experiment.name(), experiment.text());
    }
    int runs = suite.experiments().stream().mapToInt(one -> one.settings().seeds().size()).sum();
    out.printf("%d %s%n", runs, runs == 1 ? "run" : "runs");
    for (int i = 0; i < sizes.size(); i++) {
      print(suite.experiments().get(i), sizes.get(i));
    }
    out.flush();
  }

  private void print(Experiment experiment, Optional<Message.Size> size) {
    ExperimentSettings settings = experiment.settings();
    out.println();
    line(experiment.name(), experiment.method());
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
