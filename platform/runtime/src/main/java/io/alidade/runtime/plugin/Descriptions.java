package io.alidade.runtime.plugin;

import io.alidade.api.AlidadeException;
import io.alidade.api.DatasetFormat;
import io.alidade.api.DatasetSpec;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Protocol;
import io.alidade.api.ProtocolSpec;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the annotations of extensions. Classes are loaded but not initialised: no code of a plugin
 * runs for being listed, save for the {@code Plugin-Class} it may have.
 */
final class Descriptions {
  private static final String IDS = "[a-z0-9]+(-[a-z0-9]+)*";

  private Descriptions() {}

  /** Entries of those plugins that were not described yet, with what they offer. */
  static Map<Located, PluginEntry> read(List<Located> plugins) {
    Map<Located, PluginEntry> described = new LinkedHashMap<>();
    try (Pf4jPlugins pf4j = Pf4jPlugins.start(plugins)) {
      for (Located plugin : plugins) {
        if (!plugin.entry().described()) {
          described.put(plugin, read(plugin, pf4j));
        }
      }
    }
    return described;
  }

  private static PluginEntry read(Located plugin, Pf4jPlugins pf4j) {
    if (!pf4j.isStarted(plugin)) {
      return plugin.entry();
    }
    try {
      return plugin.entry().withOffer(offer(pf4j.loader(plugin), true));
    } catch (AlidadeException e) {
      return plugin.entry().withProblem(String.valueOf(e.getMessage()));
    }
  }

  /** What lies on our own class path: the platform's protocols, and in a test what is tested. */
  static Offer ofClassPath() {
    return offer(Descriptions.class.getClassLoader(), false);
  }

  private static Offer offer(ClassLoader loader, boolean plugin) {
    List<MethodRow> methods = new ArrayList<>();
    List<DatasetRow> datasets = new ArrayList<>();
    List<ProtocolRow> protocols = new ArrayList<>();
    for (String name : extensions(loader, plugin)) {
      try {
        Class<?> type = Class.forName(name, false, loader);
        int before = methods.size() + datasets.size() + protocols.size();
        describe(type, methods, datasets, protocols);
        if (methods.size() + datasets.size() + protocols.size() == before) {
          throw Refusal.of(
              "%s is annotated with @Extension alone; expected a Method with @MethodSpec, a"
                  + " DatasetFormat with @DatasetSpec or a Protocol with @ProtocolSpec",
              name);
        }
      } catch (ReflectiveOperationException | LinkageError | TypeNotPresentException e) {
        throw Refusal.of("%s cannot be loaded (%s); is a library missing in it?", name, e);
      }
    }
    return new Offer(methods, datasets, protocols);
  }

  private static void describe(
      Class<?> type,
      List<MethodRow> methods,
      List<DatasetRow> datasets,
      List<ProtocolRow> protocols) {
    MethodSpec method = type.getAnnotation(MethodSpec.class);
    if (method != null && Method.class.isAssignableFrom(type)) {
      require(method.id(), IDS + "[.]" + IDS, "family.name", type);
      methods.add(
          new MethodRow(
              method.id(),
              method.leaf(),
              method.summary(),
              method.paper(),
              method.year(),
              method.version(),
              List.of(method.needs()),
              List.of(method.foundations()),
              type.getName(),
              reference(type)));
    }
    if (DatasetFormat.class.isAssignableFrom(type)) {
      for (DatasetSpec dataset : type.getAnnotationsByType(DatasetSpec.class)) {
        if (!DatasetIds.isDeclarable(dataset.id())) {
          throw refusal(dataset.id(), "format/name or format:*", type);
        }
        datasets.add(
            new DatasetRow(
                dataset.id(),
                dataset.summary(),
                dataset.task(),
                dataset.licence(),
                type.getName()));
      }
    }
    ProtocolSpec protocol = type.getAnnotation(ProtocolSpec.class);
    if (protocol != null && Protocol.class.isAssignableFrom(type)) {
      require(protocol.id(), IDS, "kebab-case", type);
      protocols.add(
          new ProtocolRow(protocol.id(), protocol.summary(), protocol.version(), type.getName()));
    }
  }

  private static void require(String id, String pattern, String form, Class<?> type) {
    if (!id.matches(pattern)) {
      throw refusal(id, form, type);
    }
  }

  private static AlidadeException refusal(String id, String form, Class<?> type) {
    return Refusal.of("%s has the id '%s'; expected %s", type.getName(), id, form);
  }

  /** Text of the {@code reference.conf} beside the class. */
  private static String reference(Class<?> type) {
    try (InputStream in = type.getResourceAsStream("reference.conf")) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Refusal.of("reference.conf of %s cannot be read (%s)", type.getName(), e.getMessage());
    }
  }

  /** Class names in PF4J's {@code extensions.idx}; of a plugin its own alone. */
  private static Set<String> extensions(ClassLoader loader, boolean plugin) {
    Set<String> names = new LinkedHashSet<>();
    try {
      Enumeration<URL> files =
          plugin
              ? ((java.net.URLClassLoader) loader).findResources(Inspection.EXTENSIONS)
              : loader.getResources(Inspection.EXTENSIONS);
      while (files.hasMoreElements()) {
        URLConnection connection = files.nextElement().openConnection();
        // A cached jar would stay open, and stale when the plugin is replaced.
        connection.setUseCaches(false);
        try (InputStream in = connection.getInputStream()) {
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(line -> line.replaceFirst("#.*", "").strip())
              .filter(line -> !line.isEmpty())
              .forEach(names::add);
        }
      }
    } catch (IOException e) {
      throw Refusal.of("%s cannot be read (%s)", Inspection.EXTENSIONS, e.getMessage());
    }
    return names;
  }
}
