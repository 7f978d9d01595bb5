package io.alidade.runtime.run;

import io.alidade.api.AlidadeException;
import io.alidade.api.Dataset;
import io.alidade.api.DatasetCard;
import io.alidade.api.Field;
import io.alidade.runtime.config.Nearest;
import io.alidade.runtime.plan.EvaluationEntry;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.plan.Suite;
import io.alidade.runtime.plugin.MethodRow;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Opens all data of a suite before its first run: what a split or a field lacks must show then, not
 * after an hour of training.
 */
final class DataCheck {
  /** What is made of any images. */
  private static final Set<Field> MADE = Set.of(Field.VIEWS, Field.INDEX);

  private final Function<String, MethodRow> methods;
  private final Function<String, Dataset> datasets;
  private final Set<String> problems = new LinkedHashSet<>();

  /** Of methods and data sets by id. */
  DataCheck(Function<String, MethodRow> methods, Function<String, Dataset> datasets) {
    this.methods = methods;
    this.datasets = datasets;
  }

  /** Throws everything that is missing, one a line. */
  void check(Suite suite) {
    for (Experiment experiment : suite.experiments()) {
      var settings = experiment.settings();
      String training = settings.data().dataset();
      split("data.split", training, settings.data().split());
      fields(methods.apply(experiment.method()), training);
      settings
          .canary()
          .ifPresent(canary -> split("canary.split", canary.dataset(), canary.split()));
      List<EvaluationEntry> evaluations = experiment.evaluations();
      for (int i = 0; i < evaluations.size(); i++) {
        EvaluationEntry entry = evaluations.get(i);
        split("evaluate[" + i + "].split", entry.dataset(), entry.split());
        if (entry.dataset().equals(training)
            && entry.split().equals(settings.data().validation())) {
          problems.add(
              "evaluate[%d].split is \"%s\", on which the method may choose (data.validation); expected another split, or data.validation = \"\""
                  .formatted(i, entry.split()));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new AlidadeException(AlidadeException.Kind.CONFIG, String.join("\n", problems));
    }
  }

  /** The data sets that decide an experiment's numbers, and those of what it builds on. */
  Map<String, Dataset> of(Experiment experiment) {
    Map<String, Dataset> open = new LinkedHashMap<>();
    experiment.allDatasets().forEach(id -> open.put(id, datasets.apply(id)));
    return open;
  }

  private void split(String key, String dataset, String name) {
    DatasetCard card = datasets.apply(dataset).card();
    Set<String> known = card.splits().keySet();
    if (!known.contains(name)) {
      problems.add(
          "%s is \"%s\", no split of %s; expected one of %s%s"
              .formatted(key, name, dataset, String.join(", ", known), Nearest.hint(name, known)));
    }
  }

  private void fields(MethodRow method, String dataset) {
    List<Field> there = datasets.apply(dataset).card().fields();
    List<Field> needs = method.needs().stream().filter(field -> !MADE.contains(field)).toList();
    if (!there.containsAll(needs)) {
      problems.add(
          "data.dataset is \"%s\", which has %s; expected all that %s needs: %s"
              .formatted(dataset, words(there), method.id(), words(needs)));
    }
  }

  private static String words(List<Field> fields) {
    return fields.stream()
        .map(field -> field.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
