package io.alidade.runtime.plugin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.DefaultPluginManager;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDependency;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginLoader;
import org.pf4j.PluginManager;
import org.pf4j.PluginRepository;
import org.pf4j.PluginState;
import org.pf4j.PluginStatusProvider;

/** PF4J over plugins that were verified: it is told what there is and looks at nothing else. */
final class Pf4jPlugins extends DefaultPluginManager implements AutoCloseable {
  private final Map<Path, Located> byPath = new LinkedHashMap<>();

  private Pf4jPlugins(List<Located> plugins) {
    super(plugins.stream().map(Located::folder).distinct().toList());
    plugins.forEach(plugin -> byPath.put(plugin.runnable(), plugin));
    // By default one unmet dependency takes every plugin down.
    setResolveRecoveryStrategy(ResolveRecoveryStrategy.IGNORE_PLUGIN_AND_CONTINUE);
  }

  static Pf4jPlugins start(List<Located> plugins) {
    Pf4jPlugins pf4j = new Pf4jPlugins(plugins);
    if (!plugins.isEmpty()) { // PF4J warns of a folder named plugins when it has none.
      pf4j.loadPlugins();
      pf4j.startPlugins();
    }
    return pf4j;
  }

  boolean isStarted(Located plugin) {
    return getPlugins(PluginState.STARTED).stream()
        .anyMatch(wrapper -> wrapper.getPluginPath().equals(plugin.runnable()));
  }

  ClassLoader loader(Located plugin) {
    return getPluginClassLoader(plugin.entry().id());
  }

  @Override
  public void close() {
    // PF4J's own stopPlugins() changes the list that it walks. Unloading stops first.
    for (Located plugin : byPath.values()) {
      if (getPlugin(plugin.entry().id()) != null) {
        unloadPlugin(plugin.entry().id());
      }
    }
  }

  // PF4J's constructor calls these before our fields exist; what they return is asked later.

  @Override
  protected PluginRepository createPluginRepository() {
    return new PluginRepository() {
      @Override
      public List<Path> getPluginPaths() {
        return List.copyOf(byPath.keySet());
      }

      @Override
      public boolean deletePluginPath(Path path) {
        return false;
      }
    };
  }

  @Override
  protected PluginDescriptorFinder createPluginDescriptorFinder() {
    return new PluginDescriptorFinder() {
      @Override
      public boolean isApplicable(Path path) {
        return byPath.containsKey(path);
      }

      @Override
      public PluginDescriptor find(Path path) {
        return new Descriptor(java.util.Objects.requireNonNull(byPath.get(path)).entry());
      }
    };
  }

  @Override
  protected PluginLoader createPluginLoader() {
    PluginManager manager = this;
    return new PluginLoader() {
      @Override
      public boolean isApplicable(Path path) {
        return Files.exists(path);
      }

      @Override
      public ClassLoader loadPlugin(Path path, PluginDescriptor descriptor) {
        return PluginFirst.open(manager, descriptor, path);
      }
    };
  }

  /** Nothing is ever disabled: a plugin that is unwanted is removed. */
  @Override
  protected PluginStatusProvider createPluginStatusProvider() {
    return new PluginStatusProvider() {
      @Override
      public boolean isPluginDisabled(String id) {
        return false;
      }

      @Override
      public void disablePlugin(String id) {}

      @Override
      public void enablePlugin(String id) {}
    };
  }

  /** The plugin's own classes and libraries first, save for what must exist once. */
  private static final class PluginFirst extends PluginClassLoader {
    PluginFirst(PluginManager manager, PluginDescriptor descriptor) {
      super(manager, descriptor, Pf4jPlugins.class.getClassLoader());
    }

    static PluginFirst open(PluginManager manager, PluginDescriptor descriptor, Path path) {
      PluginFirst loader = new PluginFirst(manager, descriptor);
      if (Files.isRegularFile(path)) {
        loader.addFile(path.toFile());
        return loader;
      }
      loader.addFile(path.resolve("classes").toFile());
      Path lib = path.resolve("lib");
      if (Files.isDirectory(lib)) {
        try (var jars = Files.list(lib)) {
          jars.filter(jar -> jar.toString().endsWith(".jar"))
              .sorted()
              .forEach(jar -> loader.addFile(jar.toFile()));
        } catch (java.io.IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
      return loader;
    }

    @Override
    protected boolean shouldDelegateToParent(String className) {
      return HostPackages.owns(className) || super.shouldDelegateToParent(className);
    }
  }

  /** Without {@code requires}: the API's version was checked when the plugin was verified. */
  private static final class Descriptor extends DefaultPluginDescriptor {
    Descriptor(PluginEntry entry) {
      setPluginId(entry.id());
      setPluginVersion(entry.version());
      setProvider(entry.provider());
      if (!entry.pluginClass().isEmpty()) {
        setPluginClass(entry.pluginClass());
      }
      entry.dependencies().forEach(dependency -> addDependency(new PluginDependency(dependency)));
    }
  }
}
