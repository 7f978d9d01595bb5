package io.alidade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.alidade.api.ApiVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sample.plugin.SampleMethod;

/** The verbs over a folder of plugins that is named on the command line. */
class PluginVerbsTest {
  @TempDir Path plugins;
  final StringWriter out = new StringWriter();
  final StringWriter err = new StringWriter();

  @Test
  void listsNothingWhereNothingIsInstalled() {
    assertThat(run("methods", "--json")).isZero();
    assertThat(JsonParser.parseString(out.toString()).isJsonArray()).isTrue();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void listsAndShowsWhatAPluginOffers() throws IOException {
    install();
    assertThat(run("methods")).isZero();
    assertThat(out.toString())
        .containsPattern("sample.method +transfer/prompt +text +2024 +sample");
    assertThat(run("methods", "--json")).isZero();
    assertThat(
            JsonParser.parseString(out.toString())
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject()
                .get("family")
                .getAsString())
        .isEqualTo("transfer/prompt");
    assertThat(run("methods", "show", "sample.method")).isZero();
    assertThat(out.toString()).contains("Nobody. Nothing (2024)").contains("no keys of its own");
    assertThat(run("plugins", "info", "sample")).isZero();
    assertThat(out.toString()).contains("method    sample.method: Does nothing");
  }

  /** Listing must be quick, so it must not touch what is slow to load. */
  @Test
  void listsWithoutTheEngineAndWithoutStartingPlugins() throws Exception {
    install();
    assertThat(run("methods")).isZero(); // Writes the index.
    for (String verb : new String[] {"methods", "datasets", "plugins"}) {
      Process listing =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xlog:class+load",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Alidade.class.getName(),
                  verb,
                  "--plugins",
                  plugins.toString())
              .redirectErrorStream(true)
              .start();
      String loaded = new String(listing.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(listing.waitFor()).isZero();
      assertThat(loaded)
          .contains("io.alidade.runtime.plugin.InstalledPlugins")
          .doesNotContain(" org.pf4j.")
          .doesNotContain(" ai.djl.")
          .doesNotContain(" sample.plugin.SampleMethod")
          .doesNotContain(" com.typesafe.")
          .doesNotContain(" org.jdbi.");
    }
  }

  /** Packs {@link SampleMethod} into a jar plugin. */
  private void install() throws IOException {
    String manifest =
        "Manifest-Version: 1.0\nPlugin-Id: sample\nPlugin-Version: 1.0.0\nPlugin-Requires: %s\n";
    try (OutputStream file = Files.newOutputStream(plugins.resolve("sample.jar"));
        ZipOutputStream jar = new ZipOutputStream(file)) {
      put(
          jar,
          "META-INF/MANIFEST.MF",
          manifest.formatted(ApiVersion.CURRENT).getBytes(StandardCharsets.UTF_8));
      put(
          jar,
          "META-INF/extensions.idx",
          SampleMethod.class.getName().getBytes(StandardCharsets.UTF_8));
      for (Class<?> type : new Class<?>[] {SampleMethod.class, SampleMethod.Settings.class}) {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
          put(jar, name, in.readAllBytes());
        }
      }
    }
  }

  private static void put(ZipOutputStream jar, String name, byte[] bytes) throws IOException {
    jar.putNextEntry(new ZipEntry(name));
    jar.write(bytes);
    jar.closeEntry();
  }

  @Test
  void goesOnBesideABrokenPluginAndNamesIt() throws IOException {
    Files.writeString(plugins.resolve("broken.jar"), "this is no archive");
    for (String verb : new String[] {"methods", "datasets", "plugins"}) {
      assertThat(run(verb)).isZero();
      assertThat(err.toString())
          .hasLineCount(1)
          .startsWith("not used: " + plugins.resolve("broken.jar") + ": is not a whole archive");
    }
  }

  @Test
  void refusesToShowWhatIsNotThere() {
    assertThat(run("methods", "show", "acme.mine")).isEqualTo(2);
    assertThat(err.toString()).startsWith("no method acme.mine; expected").hasLineCount(1);
    assertThat(run("datasets", "show", "acme/mine")).isEqualTo(2);
    assertThat(err.toString()).startsWith("no data set acme/mine").hasLineCount(1);
    assertThat(run("plugins", "info", "acme")).isEqualTo(2);
    assertThat(err.toString()).startsWith("no plugin acme").hasLineCount(1);
  }

  @Test
  void refusesToInstallWhatIsNoArchive() throws IOException {
    Path text = Files.writeString(plugins.resolve("notes.txt"), "notes");
    assertThat(run("plugins", "install", text.toString())).isEqualTo(4);
    assertThat(err.toString()).startsWith(text + ": is not a jar or zip file").hasLineCount(1);
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    assertThat(run("methods", "--plugins", plugins.resolve("absent").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("no such folder").hasLineCount(1);
  }

  @Test
  void namesAnIdThatCannotBeUsed() {
    assertThat(run("plugins", "new", "Mine")).isEqualTo(2);
    assertThat(err.toString()).startsWith("method id Mine cannot be used").hasLineCount(1);
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--plugins";
    all[arguments.length + 1] = plugins.toString();
    return Alidade.run(new PrintWriter(out), new PrintWriter(err), all);
  }
}
