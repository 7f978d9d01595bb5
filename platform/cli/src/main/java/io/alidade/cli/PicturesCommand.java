package io.alidade.cli;

import io.alidade.registry.Registry;
import io.alidade.runtime.report.Pictures;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code alidade pictures}: what the runs look like, several methods on the same images. */
@Command(
    name = "pictures",
    description = "Draw what was measured: curves over shots, predictions, captions, boxes, masks.",
    footer = {
      "",
      "  alidade pictures",
      "  alidade pictures --out results/survey --without iconic/brands",
      "Writes pictures.md and the PNG files that it shows. Curves are means over",
      "seeds, images of the newest run with the lowest seed that kept them."
    })
final class PicturesCommand implements Callable<Integer> {
  @ParentCommand private Alidade alidade;
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where to write (the results folder).")
  private @Nullable Path out;

  @Option(
      names = "--without",
      paramLabel = "ID",
      split = ",",
      description = "Data sets that curves and sheets of names leave out: controls, say.")
  private List<String> without = new ArrayList<>();

  @Override
  public Integer call() {
    PrintWriter writer = spec.commandLine().getOut();
    Set<String> excluded = new TreeSet<>(without);
    String command =
        "./alidade pictures"
            + (excluded.isEmpty() ? "" : " --without " + String.join(",", excluded));
    try (Registry registry = alidade.openToRead()) {
      Path folder = out == null ? alidade.results() : out;
      writer.println(
          "page: " + Pictures.write(registry, alidade.results(), folder, excluded, command));
    }
    return 0;
  }
}
