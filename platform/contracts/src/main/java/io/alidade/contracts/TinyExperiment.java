package io.alidade.contracts;

import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.plan.Suite;
import io.alidade.runtime.plugin.MethodRow;
import io.alidade.runtime.plugin.PluginHost;
import io.alidade.runtime.run.PluginCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The experiment that a method's contract runs, planned as the host plans a user's file. */
final class TinyExperiment {
  private TinyExperiment() {}

  /**
   * Plans it.
   *
   * @param text what the test adds, in the words of an experiment file
   * @param folder takes the file; messages name it
   */
  static Experiment plan(Method method, String text, Path folder) {
    String id = id(method);
    try (PluginHost host = PluginHost.open(List.of())) {
      requireFound(method, host);
      Path file = folder.resolve("experiment.conf");
      Files.writeString(
          file, "method = " + id + "\n" + tiny() + "\n" + grounds(method, folder) + "\n" + text);
      return Suite.plan(file, Map.of(), new PluginCatalog(host)).experiments().get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the resolved experiment as a run does, and reads it as the run's worker does. */
  static Experiment throughAFile(Experiment experiment, Path folder) {
    try (PluginHost host = PluginHost.open(List.of())) {
      Path file = folder.resolve("config.conf");
      Files.writeString(file, experiment.text());
      return Suite.readBack(file, new PluginCatalog(host));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A tiny foundation for each name that the method builds on. */
  private static String grounds(Method method, Path folder) {
    StringBuilder text = new StringBuilder();
    for (String name : spec(method).foundations()) {
      Path ground = folder.resolve("foundation");
      if (!Files.exists(ground)) {
        TinyFoundation.write(ground);
      }
      text.append("foundations.%s = \"foundation\"\n".formatted(name));
    }
    return text.toString();
  }

  static MethodSpec spec(Method method) {
    MethodSpec spec = method.getClass().getAnnotation(MethodSpec.class);
    if (spec == null) {
      throw new AssertionError(
          method.getClass().getName() + " has no @MethodSpec; expected one, with the method's id");
    }
    return spec;
  }

  static String id(Method method) {
    return spec(method).id();
  }

  private static void requireFound(Method method, PluginHost host) {
    String type = method.getClass().getName();
    if (host.methods().stream().map(MethodRow::type).noneMatch(type::equals)) {
      throw new AssertionError(
          type
              + " is not found by the host; expected @Extension on the class, and org.pf4j:pf4j"
              + " among the compiler's annotation processors, so that it stands in"
              + " META-INF/extensions.idx");
    }
  }

  private static String tiny() throws IOException {
    try (InputStream in = TinyExperiment.class.getResourceAsStream("tiny.conf")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
