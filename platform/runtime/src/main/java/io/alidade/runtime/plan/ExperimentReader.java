package io.alidade.runtime.plan;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.alidade.runtime.config.Binder;
import io.alidade.runtime.config.ConfigText;
import io.alidade.runtime.config.Nearest;
import io.alidade.runtime.config.Problems;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Turns one merged configuration into an experiment. */
final class ExperimentReader {
  private static final Set<String> ENTRY_KEYS = Set.of("protocol", "dataset", "split", "note");
  private static final Set<String> OWN_KEYS =
      Arrays.stream(ExperimentSettings.class.getRecordComponents())
          .map(RecordComponent::getName)
          .collect(Collectors.toCollection(TreeSet::new));

  private final Catalog catalog;
  private final Config defaults;
  private final Problems problems;
  private final Binder binder;

  ExperimentReader(Catalog catalog, Config defaults, Problems problems) {
    this.catalog = catalog;
    this.defaults = defaults;
    this.problems = problems;
    this.binder = new Binder(problems);
  }

  /**
   * @param name the experiment's unless it names itself
   */
  Optional<Experiment> read(Config written, String name) {
    Config named =
        written.withFallback(
            ConfigFactory.empty().withValue("name", ConfigValueFactory.fromAnyRef(name, "name")));
    String method = method(written);
    Config merged = named.withFallback(defaults);
    if (catalog.methods().contains(method)) {
      merged =
          merged.withFallback(
              ConfigText.text(catalog.methodReference(method), method + "/reference.conf"));
    }
    Config resolved = ConfigText.resolve(merged, problems);
    foreignKeys(resolved.root());
    Config own = ownKeys(resolved);
    Optional<ExperimentSettings> settings = binder.bind(own.root(), "", ExperimentSettings.class);
    settings.ifPresent(found -> checkNames(resolved, found));
    List<EvaluationEntry> entries =
        settings
            .map(
                found ->
                    found.evaluate().stream().map(this::entry).flatMap(Optional::stream).toList())
            .orElse(List.of());
    if (settings.isEmpty() || !catalog.methods().contains(method)) {
      return Optional.empty();
    }
    Optional<? extends Record> block = methodSettings(resolved, method);
    if (block.isEmpty() || entries.size() != settings.get().evaluate().size()) {
      return Optional.empty();
    }
    Config kept = own;
    if (resolved.hasPath(method)) {
      kept = kept.withValue(method, resolved.getValue(method));
    }
    kept = kept.withValue("evaluate", ConfigValueFactory.fromIterable(full(entries)));
    return Optional.of(
        new Experiment(settings.get(), catalog.methodVersion(method), block.get(), entries, kept));
  }

  /** The same data and protocols under another method, with training left at its defaults. */
  List<Experiment> baselines(Experiment main) {
    List<Experiment> found = new ArrayList<>();
    for (String method : main.settings().baselines()) {
      Config config = ConfigFactory.empty();
      for (String key : List.of("evaluate", "seeds", "execution", "data.dataset", "data.split")) {
        config = config.withValue(key, main.resolved().getValue(key));
      }
      config =
          config
              .withValue("method", ConfigValueFactory.fromAnyRef(method))
              .withValue("name", ConfigValueFactory.fromAnyRef(main.name() + "/" + method));
      read(config, method).ifPresent(found::add);
    }
    return found;
  }

  private static String method(Config written) {
    ConfigValue value = written.root().get("method");
    return value == null ? "" : String.valueOf(value.unwrapped());
  }

  private static List<Object> full(List<EvaluationEntry> entries) {
    List<Object> values = new ArrayList<>();
    for (EvaluationEntry entry : entries) {
      values.add(
          entry
              .resolved()
              .withValue("protocol", ConfigValueFactory.fromAnyRef(entry.protocol()))
              .withValue("dataset", ConfigValueFactory.fromAnyRef(entry.dataset()))
              .withValue("split", ConfigValueFactory.fromAnyRef(entry.split()))
              .withValue("note", ConfigValueFactory.fromAnyRef(entry.note())));
    }
    return values;
  }

  /** Top-level blocks are ours or begin a method's id. */
  private void foreignKeys(ConfigObject root) {
    Set<String> families =
        catalog.methods().stream()
            .map(id -> id.substring(0, id.indexOf('.')))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known = new TreeSet<>(OWN_KEYS);
    known.add("sweep");
    known.addAll(families);
    root.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            problems.add(
                value.origin(),
                key
                    + " is no known key; expected one of "
                    + String.join(", ", known)
                    + Nearest.hint(key, known));
          } else if (families.contains(key) && value instanceof ConfigObject block) {
            block.forEach((name, nested) -> knownMethod(nested, key + "." + name));
          }
        });
  }

  private void knownMethod(ConfigValue value, String id) {
    if (!catalog.methods().contains(id)) {
      problems.add(value.origin(), id + " names no method" + named(id, catalog.methods()));
    }
  }

  private static Config ownKeys(Config resolved) {
    Config own = ConfigFactory.empty();
    for (String key : OWN_KEYS) {
      if (resolved.root().containsKey(key)) {
        own = own.withValue(key, resolved.root().get(key));
      }
    }
    return own;
  }

  private void checkNames(Config resolved, ExperimentSettings settings) {
    check(resolved, "method", settings.method(), catalog.methods());
    check(resolved, "data.dataset", settings.data().dataset(), catalog.datasets());
    settings
        .canary()
        .ifPresent(
            canary -> check(resolved, "canary.dataset", canary.dataset(), catalog.datasets()));
    settings.baselines().forEach(method -> check(resolved, "baselines", method, catalog.methods()));
  }

  private void check(Config resolved, String key, String name, Set<String> known) {
    if (!known.contains(name)) {
      problems.add(
          resolved.getValue(key).origin(), key + " is \"" + name + "\"" + named(name, known));
    }
  }

  private static String named(String name, Set<String> known) {
    return "; expected one of "
        + String.join(", ", new TreeSet<>(known))
        + Nearest.hint(name, known);
  }

  private Optional<? extends Record> methodSettings(Config resolved, String method) {
    ConfigObject block =
        resolved.hasPath(method)
            ? resolved.getObject(method)
            : ConfigFactory.empty().root().withOrigin(resolved.getValue("method").origin());
    return binder.bind(block, method, catalog.methodSettings(method));
  }

  private Optional<EvaluationEntry> entry(ConfigObject entry) {
    String protocol = text(entry, "protocol", catalog.protocols());
    String dataset = text(entry, "dataset", catalog.datasets());
    String split = text(entry, "split", Set.of());
    if (protocol.isEmpty() || dataset.isEmpty() || split.isEmpty()) {
      return Optional.empty();
    }
    ConfigObject settings = entry;
    for (String key : ENTRY_KEYS) {
      settings = settings.withoutKey(key);
    }
    Config reference =
        ConfigText.text(catalog.protocolReference(protocol), protocol + "/reference.conf");
    ConfigObject resolved =
        reference.hasPath(protocol)
            ? settings.withFallback(reference.getObject(protocol))
            : settings;
    ConfigValue note = entry.get("note");
    return binder
        .bind(resolved, "evaluate " + protocol, catalog.protocolSettings(protocol))
        .map(
            bound ->
                new EvaluationEntry(
                    protocol,
                    dataset,
                    split,
                    note == null ? "" : String.valueOf(note.unwrapped()),
                    bound,
                    resolved,
                    hash(protocol, dataset, split, resolved)));
  }

  private String hash(String protocol, String dataset, String split, ConfigObject settings) {
    return Canonical.hash(
        ConfigValueFactory.fromMap(
            Map.of(
                "protocol", protocol,
                "version", catalog.protocolVersion(protocol),
                "dataset", dataset,
                "split", split)),
        settings);
  }

  /** Empty where it is missing or unknown; that is reported. */
  private String text(ConfigObject entry, String key, Set<String> known) {
    ConfigValue value = entry.get(key);
    if (value == null) {
      problems.add(entry.origin(), "evaluate: " + key + " is missing; expected text");
      return "";
    }
    String name = String.valueOf(value.unwrapped());
    if (!known.isEmpty() && !known.contains(name)) {
      problems.add(
          value.origin(), "evaluate: " + key + " is \"" + name + "\"" + named(name, known));
      return "";
    }
    return name;
  }
}
