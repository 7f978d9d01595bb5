package io.alidade.runtime.project;

import io.alidade.api.AlidadeException;
import io.alidade.api.ApiVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes a Maven project with one working method, ready to be changed. */
public final class PluginProject {
  private final MethodId method;
  private final String platformVersion;

  public PluginProject(MethodId method, String platformVersion) {
    this.method = method;
    this.platformVersion = platformVersion;
  }

  /** Templates by the place of what is made of them. */
  private Map<String, String> files() {
    String main = "src/main/java/" + method.packageName().replace('.', '/') + "/";
    String resources = "src/main/resources/" + method.packageName().replace('.', '/') + "/";
    String test = "src/test/java/" + method.packageName().replace('.', '/') + "/";
    String type = method.typeName();
    Map<String, String> files = new LinkedHashMap<>();
    files.put("pom.xml", "pom.xml");
    files.put("README.md", "README.md");
    files.put("experiment.conf", "experiment.conf");
    files.put(main + "package-info.java", "package-info.java.txt");
    files.put(main + type + "Method.java", "Method.java.txt");
    files.put(main + type + "Objective.java", "Objective.java.txt");
    files.put(main + type + "Model.java", "Model.java.txt");
    files.put(main + type + "Settings.java", "Settings.java.txt");
    files.put(resources + "reference.conf", "method.conf");
    files.put(test + type + "MethodTest.java", "MethodTest.java.txt");
    return files;
  }

  /** Writes into a folder that is not there or empty; returns what was written. */
  public List<Path> write(Path folder) {
    try {
      if (Files.exists(folder) && !isEmptyFolder(folder)) {
        throw new AlidadeException(
            AlidadeException.Kind.CONFIG,
            folder + ": is there already; expected a new or empty folder, --into names another");
      }
      Map<String, String> files = files();
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(path, filled(template(file.getValue())));
      }
      return files.keySet().stream().map(folder::resolve).toList();
    } catch (IOException e) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE, folder + ": cannot be written (" + e + ")", e);
    }
  }

  private static boolean isEmptyFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> list = Files.list(folder)) {
      return list.findAny().isEmpty();
    }
  }

  private String filled(String text) {
    return text.replace("@ID@", method.toString())
        .replace("@FAMILY@", method.family())
        .replace("@NAME@", method.name())
        .replace("@PACKAGE@", method.packageName())
        .replace("@TYPE@", method.typeName())
        .replace("@API@", ApiVersion.CURRENT)
        .replace("@PLATFORM@", platformVersion);
  }

  static String template(String name) throws IOException {
    try (InputStream in = PluginProject.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no template " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
