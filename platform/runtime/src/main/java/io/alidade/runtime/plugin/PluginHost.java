package io.alidade.runtime.plugin;

import io.alidade.api.AlidadeException;
import io.alidade.api.DatasetFormat;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Protocol;
import io.alidade.api.ProtocolSpec;
import io.alidade.runtime.config.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Started plugins, and the extensions on the class path beside them. Hands out new instances by id.
 * Closing it closes the plugins' class loaders.
 */
public final class PluginHost implements AutoCloseable {
  private final Pf4jPlugins pf4j;
  private final List<PluginProblem> problems;
  private final List<Located> plugins = new ArrayList<>();
  private final Map<String, Found<MethodRow>> methods = new LinkedHashMap<>();
  private final Map<String, Found<DatasetRow>> datasets = new LinkedHashMap<>();
  private final Map<String, Found<ProtocolRow>> protocols = new LinkedHashMap<>();

  /** A row, the loader of its class, and the plugin it is from; none for the class path. */
  private record Found<T>(T row, ClassLoader loader, Optional<Located> plugin) {}

  private PluginHost(InstalledPlugins installed) {
    problems = new ArrayList<>(installed.problems());
    add(Descriptions.ofClassPath(), PluginHost.class.getClassLoader(), Optional.empty());
    pf4j = Pf4jPlugins.start(installed.usable());
    for (Located plugin : installed.usable()) {
      Set<String> taken = claims();
      Optional<String> clash = plugin.entry().offer().claims().filter(taken::contains).findFirst();
      if (!pf4j.isStarted(plugin)) {
        problems.add(InstalledPlugins.notStarted(plugin));
      } else if (clash.isPresent()) {
        problems.add(
            new PluginProblem(
                plugin.file(),
                "has %s, and so has the platform; choose another id".formatted(clash.get())));
      } else {
        plugins.add(plugin);
        add(plugin.entry().offer(), pf4j.loader(plugin), Optional.of(plugin));
      }
    }
  }

  private Set<String> claims() {
    Set<String> claims = new TreeSet<>();
    methods.keySet().forEach(id -> claims.add("method " + id));
    datasets.keySet().forEach(id -> claims.add("data set " + id));
    protocols.keySet().forEach(id -> claims.add("protocol " + id));
    return claims;
  }

  private void add(Offer offer, ClassLoader loader, Optional<Located> plugin) {
    offer.methods().forEach(row -> methods.put(row.id(), new Found<>(row, loader, plugin)));
    offer.datasets().forEach(row -> datasets.put(row.id(), new Found<>(row, loader, plugin)));
    offer.protocols().forEach(row -> protocols.put(row.id(), new Found<>(row, loader, plugin)));
  }

  /** Loads and starts what can be; see {@link #problems()} for the rest. */
  public static PluginHost open(List<Path> folders) {
    return new PluginHost(InstalledPlugins.read(folders));
  }

  public List<PluginProblem> problems() {
    return List.copyOf(problems);
  }

  /** The plugins that were started. */
  public List<Located> plugins() {
    return List.copyOf(plugins);
  }

  public List<MethodRow> methods() {
    return methods.values().stream().map(Found::row).toList();
  }

  public List<DatasetRow> datasets() {
    return datasets.values().stream().map(Found::row).toList();
  }

  public List<ProtocolRow> protocols() {
    return protocols.values().stream().map(Found::row).toList();
  }

  public MethodRow methodRow(String id) {
    return found(methods, "method", id).row();
  }

  /** A new instance. */
  public Method method(String id) {
    Found<MethodRow> found = found(methods, "method", id);
    return create(Method.class, found.row().type(), found.loader());
  }

  /** The record that the method's configuration block is bound to. */
  public Class<? extends Record> methodSettings(String id) {
    Found<MethodRow> found = found(methods, "method", id);
    MethodSpec spec = load(found.row().type(), found.loader()).getAnnotation(MethodSpec.class);
    return java.util.Objects.requireNonNull(spec).settings();
  }

  /** The plugin that a method is from; empty when it lies on the class path. */
  public Optional<Located> pluginOfMethod(String id) {
    return found(methods, "method", id).plugin();
  }

  /** A new instance of the format that opens that data set, by the data set's whole id. */
  public DatasetFormat datasetFormat(String datasetId) {
    Found<DatasetRow> found = found(datasets, "data set", datasetId);
    return create(DatasetFormat.class, found.row().type(), found.loader());
  }

  /** The plugin that a data set is from; empty when it lies on the class path. */
  public Optional<Located> pluginOfDataset(String id) {
    return found(datasets, "data set", id).plugin();
  }

  public ProtocolRow protocolRow(String id) {
    return found(protocols, "protocol", id).row();
  }

  /** A new instance. */
  public Protocol protocol(String id) {
    Found<ProtocolRow> found = found(protocols, "protocol", id);
    return create(Protocol.class, found.row().type(), found.loader());
  }

  /** The record that an entry of that protocol is bound to. */
  public Class<? extends Record> protocolSettings(String id) {
    Found<ProtocolRow> found = found(protocols, "protocol", id);
    ProtocolSpec spec = load(found.row().type(), found.loader()).getAnnotation(ProtocolSpec.class);
    return java.util.Objects.requireNonNull(spec).settings();
  }

  @Override
  public void close() {
    pf4j.close();
  }

  private <T> Found<T> found(Map<String, Found<T>> all, String noun, String id) {
    String declared = DatasetIds.declared(id); // of nothing else does an id hold a colon
    Found<T> found = all.get(declared);
    if (found == null) {
      List<String> known = all.keySet().stream().map(DatasetIds::shown).toList();
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "no %s %s; expected one of %s%s%s"
              .formatted(
                  noun,
                  id,
                  String.join(", ", known),
                  Nearest.hint(DatasetIds.shown(declared), known),
                  problems.isEmpty()
                      ? ""
                      : " (some plugins could not be loaded: " + problems.get(0) + ")"));
    }
    return found;
  }

  private static <T> T create(Class<T> role, String type, ClassLoader loader) {
    try {
      return role.cast(load(type, loader).getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new AlidadeException(
          AlidadeException.Kind.PLUGIN,
          type
              + " cannot be created ("
              + e
              + "); expected a public class with a public constructor"
              + " without parameters",
          e);
    }
  }

  private static Class<?> load(String type, ClassLoader loader) {
    try {
      return Class.forName(type, true, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new AlidadeException(
          AlidadeException.Kind.PLUGIN, type + " cannot be loaded (" + e + ")", e);
    }
  }
}
