package io.alidade.cli;

import io.alidade.runtime.plan.EvaluationEntry;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.plan.ExperimentSettings;
import io.alidade.runtime.plan.Suite;
import java.io.PrintWriter;

/** The plan of a suite, as {@code run --dry-run} prints it: runs, then resolved configurations. */
final class PlanPrinter {
  private final PrintWriter out;

  PlanPrinter(PrintWriter out) {
    this.out = out;
  }

  void print(Suite suite) {
    int runs = 0;
    for (Experiment experiment : suite.experiments()) {
      runs += experiment.settings().seeds().size();
      print(experiment);
    }
    out.printf("%d %s%n", runs, runs == 1 ? "run" : "runs");
    for (Experiment experiment : suite.experiments()) {
      out.printf("%n# %s%n%s", experiment.name(), experiment.text());
    }
    out.flush();
  }

  private void print(Experiment experiment) {
    ExperimentSettings settings = experiment.settings();
    out.println(experiment.name());
    out.printf(
        "  %s on %s (%s), %d steps of %d, seeds %s%n",
        experiment.method(),
        settings.data().dataset(),
        settings.data().split(),
        settings.train().steps(),
        settings.train().batchSize(),
        settings.seeds());
    for (EvaluationEntry entry : experiment.evaluations()) {
      out.printf(
          "  %s on %s (%s), protocol %s%n",
          entry.protocol(), entry.dataset(), entry.split(), entry.hash().substring(0, 12));
    }
  }
}
