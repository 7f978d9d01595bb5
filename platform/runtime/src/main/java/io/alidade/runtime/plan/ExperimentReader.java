package io.alidade.runtime.plan;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.alidade.runtime.config.Binder;
import io.alidade.runtime.config.ConfigText;
import io.alidade.runtime.config.Problems;
import io.alidade.runtime.config.RecordConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns one configuration into an experiment and the baselines beside it. */
final class ExperimentReader {
  /** Of protocols and methods: sentences with a place for a class name. */
  private static final String TEXTS = "templates";

  /** What a baseline shares with the experiment it stands beside. */
  private static final List<String> SHARED =
      List.of("data.dataset", "data.split", "data.validation", "evaluate", "seeds", "execution");

  private final Catalog catalog;
  private final Config defaults;
  private final Problems problems;
  private final Binder binder;
  private final Names names;
  private final FoundationReader foundations;

  /**
   * @param file for messages about keys that are missing in it
   */
  ExperimentReader(
      Catalog catalog,
      Config defaults,
      Problems problems,
      String file,
      FoundationReader.Plans plans) {
    this.catalog = catalog;
    this.defaults = defaults;
    this.problems = problems;
    this.binder = new Binder(problems, file);
    this.names = new Names(catalog, problems);
    this.foundations = new FoundationReader(catalog, problems, plans);
  }

  /**
   * With every default but those of methods and protocols, and nothing left to substitute.
   *
   * @param name of the experiment
   */
  Config resolved(Config written, String name) {
    Config resolved = ConfigText.resolve(named(written.withFallback(defaults), name), problems);
    names.check(resolved);
    return resolved;
  }

  /**
   * The methods beside it, as experiments of their own, called as it is and the method.
   *
   * @param resolved what the experiment was read from: it may hold the methods' blocks
   */
  List<Experiment> baselines(Experiment main, Config resolved) {
    return main.settings().baselines().stream()
        .filter(catalog.methods()::contains)
        .map(method -> experiment(baseline(resolved, method, main.name())))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Config named(Config config, String name) {
    return config.withValue("name", ConfigValueFactory.fromAnyRef(name));
  }

  /** The same data and protocols under another method, its training left at the defaults. */
  private Config baseline(Config resolved, String method, String name) {
    Config config = ConfigText.resolve(defaults, problems);
    for (String key : SHARED) {
      config = config.withValue(key, resolved.getValue(key));
    }
    for (String foundation : catalog.methodFoundations(method)) {
      String key = "foundations." + foundation;
      config = resolved.hasPath(key) ? config.withValue(key, resolved.getValue(key)) : config;
    }
    for (String protocol : catalog.protocols()) {
      ConfigValue block = resolved.root().get(protocol);
      config = block == null ? config : config.withValue(protocol, block);
    }
    ConfigValue block = Names.find(resolved.root(), method);
    if (block != null) {
      config = config.withValue(method, block);
    }
    return named(config, name + "/" + method)
        .withValue("method", ConfigValueFactory.fromAnyRef(method));
  }

  /** Empty where anything was wrong. */
  Optional<Experiment> experiment(Config resolved) {
    Set<String> besides = names.families();
    besides.add("sweep");
    besides.addAll(catalog.protocols());
    Optional<ExperimentSettings> settings =
        binder.bind(resolved.root(), "", ExperimentSettings.class, besides);
    Optional<List<EvaluationEntry>> entries =
        new EvaluationReader(catalog, problems, binder).read(resolved.root());
    ConfigValue method = resolved.root().get("method");
    String id = method == null ? "" : String.valueOf(method.unwrapped());
    if (!catalog.methods().contains(id)) {
      return Optional.empty();
    }
    Optional<? extends Record> block = block(resolved, id, entries.orElse(List.of()));
    Map<String, Foundation> found =
        foundations.read(
            resolved.root(), id, settings.map(ExperimentSettings::seeds).orElse(List.of()));
    return settings.isEmpty() || block.isEmpty() || entries.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Experiment(
                settings.get(),
                catalog.methodVersion(id),
                block.get(),
                defaults(id),
                found,
                entries.get()));
  }

  /** As the method's settings write them where they are complete, so that equal ones look alike. */
  private ConfigObject defaults(String method) {
    ConfigObject reference = References.block(catalog.methodReference(method), method);
    Optional<? extends Record> bound =
        new Binder(new Problems(), method).bind(reference, method, catalog.methodSettings(method));
    return bound.isPresent() ? RecordConfig.of(bound.get()) : reference;
  }

  private Optional<? extends Record> block(
      Config resolved, String method, List<EvaluationEntry> entries) {
    ConfigObject reference =
        withTexts(References.block(catalog.methodReference(method), method), entries);
    ConfigValue written = Names.find(resolved.root(), method);
    ConfigValue block = written == null ? reference : written.withFallback(reference);
    if (block instanceof ConfigObject object) {
      return binder.bind(object, method, catalog.methodSettings(method));
    }
    problems.add(block.origin(), method + " is no block; expected " + method + " { ... }");
    return Optional.empty();
  }

  /** A method that reads class names reads them in the sentences of its test, unless it says. */
  private static ConfigObject withTexts(ConfigObject reference, List<EvaluationEntry> entries) {
    return entries.stream()
        .map(entry -> entry.resolved().get(TEXTS))
        .filter(texts -> texts != null && reference.containsKey(TEXTS))
        .findFirst()
        .map(texts -> reference.withValue(TEXTS, texts))
        .orElse(reference);
  }
}
