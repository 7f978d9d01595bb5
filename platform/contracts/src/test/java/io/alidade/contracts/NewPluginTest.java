package io.alidade.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.runtime.plugin.Installation;
import io.alidade.runtime.plugin.MethodRow;
import io.alidade.runtime.plugin.PluginHost;
import io.alidade.runtime.project.MethodId;
import io.alidade.runtime.project.PluginProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code plugins new} writes, taken all the way to a method that the host offers. */
class NewPluginTest {
  @Test
  void isBuiltTestedAndFound(@TempDir Path work) throws IOException, InterruptedException {
    Path project = work.resolve("project");
    LocalBuild maven = new LocalBuild(work);
    new PluginProject(MethodId.of("acme-labs.mean-colour"), maven.version()).write(project);
    LocalBuild.Result built = maven.run(project, "package");
    assertThat(built.exitCode()).as(built.output()).isZero();
    // But for 1,500 steps, asked for by name, and long class names, of which it reads none.
    assertThat(built.output())
        .containsPattern("Tests run: \\d+, Failures: 0, Errors: 0, Skipped: 2\\R");
    Path plugins = work.resolve("plugins");
    new Installation(plugins, List.of(plugins))
        .install(project.resolve("target/acme-labs-plugin-0.1.0.jar"), false);
    try (PluginHost host = PluginHost.open(List.of(plugins))) {
      assertThat(host.problems()).isEmpty();
      assertThat(host.methods().stream().map(MethodRow::id)).contains("acme-labs.mean-colour");
      assertThat(host.method("acme-labs.mean-colour").getClass().getName())
          .isEqualTo("acmelabs.meancolour.MeanColourMethod");
    }
  }
}
