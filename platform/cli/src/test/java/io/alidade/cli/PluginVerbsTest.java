package io.alidade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
