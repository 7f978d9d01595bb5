package io.alidade.runtime.plugin;

import io.alidade.api.ApiVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Builds real plugin archives: compiles sources, writes manifests, packs jars and zips. */
final class TestPlugin {
  private final Map<String, byte[]> classes = new LinkedHashMap<>();
  private final Map<String, String> manifest = new LinkedHashMap<>();
  private final List<String> extensions = new ArrayList<>();

  private TestPlugin(String id) {
    manifest.put("Id", id);
    manifest.put("Version", "1.0.0");
    manifest.put("Requires", ApiVersion.CURRENT);
  }

  static TestPlugin named(String id) {
    return new TestPlugin(id);
  }

  /** Sets or, with an empty value, leaves out what the manifest says. */
  TestPlugin says(String key, String value) {
    manifest.put(key, value);
    return this;
  }

  /** A method that trains on nothing; {@code summary} must be a constant expression. */
  TestPlugin method(Path work, String id, List<Path> libraries, String body) throws IOException {
    String type = "Method_" + id.replaceAll("[^a-z0-9]", "_");
    String source =
        """
        package some.plugin;
        import io.alidade.api.*;
        @org.pf4j.Extension
        @MethodSpec(id = "%s", leaf = Leaf.BASELINE, summary = "A test", paper = "None",
            year = 2024, needs = {}, settings = %s.Settings.class)
        public final class %s implements Method {
          public record Settings(int size) {}
          @Override public Learner prepare(Preparation given) {
            throw new IllegalStateException(String.valueOf(%s));
          }
        }
        """
            .formatted(id, type, type, body);
    classes.putAll(compile(work, "some.plugin." + type, source, libraries));
    classes.put(
        "some/plugin/reference.conf", (id + " { size = 1 }\n").getBytes(StandardCharsets.UTF_8));
    extensions.add("some.plugin." + type);
    return this;
  }

  TestPlugin method(Path work, String id) throws IOException {
    return method(work, id, List.of(), "\"" + id + "\"");
  }

  TestPlugin entry(String name, byte[] bytes) {
    classes.put(name, bytes);
    return this;
  }

  Path jar(Path file) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder("Manifest-Version: 1.0\n");
    manifest.forEach(
        (key, value) -> {
          if (!value.isEmpty()) {
            text.append("Plugin-").append(key).append(": ").append(value).append('\n');
          }
        });
    entries.put("META-INF/MANIFEST.MF", text.toString().getBytes(StandardCharsets.UTF_8));
    entries.putAll(content());
    return pack(file, entries);
  }

  Path zip(Path file, Map<String, byte[]> more) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder();
    manifest.forEach(
        (key, value) ->
            text.append("plugin.")
                .append(key.toLowerCase(java.util.Locale.ROOT))
                .append('=')
                .append(value)
                .append('\n'));
    entries.put("plugin.properties", text.toString().getBytes(StandardCharsets.UTF_8));
    content().forEach((name, bytes) -> entries.put("classes/" + name, bytes));
    entries.putAll(more);
    return pack(file, entries);
  }

  private Map<String, byte[]> content() {
    Map<String, byte[]> content = new LinkedHashMap<>(classes);
    if (!extensions.isEmpty()) {
      content.put(
          "META-INF/extensions.idx",
          String.join("\n", extensions).getBytes(StandardCharsets.UTF_8));
    }
    return content;
  }

  static Path pack(Path file, Map<String, byte[]> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return file;
  }

  /** A library with one class {@code some.library.Version} that knows its version. */
  static Path library(Path work, Path file, String version) throws IOException {
    String source =
        "package some.library; public class Version {"
            + " public static String text() { return \"%s\"; } }";
    return pack(file, compile(work, "some.library.Version", source.formatted(version), List.of()));
  }

  /** Compiles one source against the test's class path; returns entries of an archive. */
  static Map<String, byte[]> compile(Path work, String type, String source, List<Path> libraries)
      throws IOException {
    Path output = Files.createTempDirectory(work, "classes");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
      List<Path> path =
          Stream.concat(
                  Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                      .map(Path::of),
                  libraries.stream())
              .toList();
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, path);
      JavaFileObject unit =
          new SimpleJavaFileObject(
              URI.create("string:///" + type.replace('.', '/') + ".java"),
              JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
              return source;
            }
          };
      List<String> options = List.of("-proc:none", "--release", "17");
      if (!compiler.getTask(messages, files, null, options, null, List.of(unit)).call()) {
        throw new IllegalArgumentException(messages.toString());
      }
    }
    Map<String, byte[]> classes = new LinkedHashMap<>();
    try (Stream<Path> walk = Files.walk(output)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String name = output.relativize(file).toString().replace('\\', '/');
        classes.put(name, Files.readAllBytes(file));
      }
    }
    return classes;
  }
}
