package io.alidade.cli;

import io.alidade.api.AlidadeException;
import io.alidade.runtime.plugin.InstalledPlugins;
import io.alidade.runtime.plugin.PluginFolders;
import io.alidade.runtime.project.LocalRepository;
import io.alidade.runtime.project.MethodId;
import io.alidade.runtime.project.PlatformArtifacts;
import io.alidade.runtime.project.PluginProject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code alidade plugins new}: the start of somebody's own method. */
@Command(
    name = "new",
    description = {
      "Write a Maven project with a working method, its test and an experiment.",
      "The platform's artifacts are put into Maven's local repository, so that it builds",
      "offline."
    },
    footer = {"", "  alidade plugins new acme.mine --into acme"})
final class NewPluginCommand implements Callable<Integer> {
  @ParentCommand private PluginsCommand plugins;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "METHOD-ID", description = "family.name, as in acme.mine.")
  private String id;

  @Option(
      names = "--into",
      paramLabel = "DIR",
      description = "Folder of the project (a new one named after the id).")
  private @Nullable Path into;

  @Override
  public Integer call() throws IOException {
    MethodId method = MethodId.of(id);
    refuseTaken(method);
    PlatformArtifacts artifacts = PlatformArtifacts.ofDistribution();
    Path folder = into == null ? Path.of(id.replace('.', '-')) : into;
    new PluginProject(method, artifacts.version()).write(folder);
    LocalRepository repository = LocalRepository.find();
    int written = artifacts.publish(repository);
    PrintWriter out = spec.commandLine().getOut();
    out.println("Wrote method " + method + " into " + folder + ".");
    out.println(
        written == 0
            ? "The platform's artifacts are in " + repository.folder() + " already."
            : "Put %d files of the platform into %s.".formatted(written, repository.folder()));
    out.println("Next:");
    out.println("  cd " + folder);
    out.println("  mvn package");
    out.println("  alidade plugins install target/" + method.family() + "-plugin-0.1.0.jar");
    out.println("  alidade run experiment.conf");
    return 0;
  }

  private void refuseTaken(MethodId method) {
    InstalledPlugins installed =
        InstalledPlugins.read(PluginFolders.standard(plugins.alidade().pluginFolders()));
    boolean taken =
        installed.all().stream().anyMatch(plugin -> plugin.entry().id().equals(method.family()));
    if (taken) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "plugin %s is installed; expected a family of your own, as in acme.%s"
              .formatted(method.family(), method.name()));
    }
  }
}
