package io.alidade.cli;

import io.alidade.api.AlidadeException;
import io.alidade.registry.ClaimRow;
import io.alidade.registry.QueryResult;
import io.alidade.registry.Registry;
import io.alidade.runtime.claim.ClaimFile;
import io.alidade.runtime.claim.Judge;
import io.alidade.runtime.claim.Verdict;
import io.alidade.runtime.provenance.CodeVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code alidade claims}: what the papers claim, and what the runs say to it. */
@Command(
    name = "claims",
    description = "Judge claims by the runs that are there: supported, refuted or undecided.",
    footer = {
      "",
      "  alidade claims",
      "  alidade claims configs/claims/CLAIM.conf --format markdown",
      "A paired bootstrap over seeds, data sets and items (10,000 draws) gives the 95 %%",
      "interval of the difference; three seeds at least. Verdicts are kept in the table claim."
    })
final class ClaimsCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of("claim", "verdict", "difference", "95 %", "seeds", "sets", "items", "statement");

  @ParentCommand private Alidade alidade;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Claims, or folders of them (configs/claims).")
  private List<Path> files = List.of(Path.of("configs", "claims"));

  @Option(
      names = "--format",
      paramLabel = "FORM",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Format format;

  @Override
  public Integer call() {
    Map<String, ClaimFile> claims = new LinkedHashMap<>();
    for (Path file : files()) {
      claims.put(ClaimFile.id(file), ClaimFile.read(file));
    }
    PrintWriter out = Terminal.gathered(spec.commandLine().getOut());
    try (Registry registry = Registry.open(alidade.registryFile())) {
      Judge judge = new Judge(registry, alidade.results());
      List<List<@Nullable Object>> rows = new ArrayList<>();
      claims.forEach(
          (id, claim) -> {
            Verdict verdict = judge.judge(claim);
            registry.judged(row(id, claim, verdict));
            rows.add(cells(id, claim, verdict));
          });
      print(rows, out);
    }
    out.flush();
    return 0;
  }

  private List<Path> files() {
    List<Path> found = new ArrayList<>();
    for (Path file : files) {
      if (!Files.isDirectory(file)) {
        found.add(file);
        continue;
      }
      try (Stream<Path> list = Files.list(file)) {
        list.filter(one -> one.toString().endsWith(".conf")).sorted().forEach(found::add);
      } catch (IOException e) {
        throw new AlidadeException(
            AlidadeException.Kind.CONFIG,
            file + ": cannot be read (" + e.getMessage() + "); expected a folder of claims",
            e);
      }
    }
    return found;
  }

  private static ClaimRow row(String id, ClaimFile claim, Verdict verdict) {
    return new ClaimRow(
        id,
        claim.statement(),
        word(verdict),
        verdict.reason(),
        verdict.difference(),
        verdict.low(),
        verdict.high(),
        claim.margin(),
        verdict.seeds(),
        verdict.sets(),
        verdict.items(),
        Judge.DRAWS,
        verdict.runs(),
        CodeVersion.current());
  }

  private static String word(Verdict verdict) {
    return verdict.word().name().toLowerCase(Locale.ROOT);
  }

  private static List<@Nullable Object> cells(String id, ClaimFile claim, Verdict verdict) {
    boolean known = Double.isFinite(verdict.difference());
    return List.of(
        id,
        verdict.reason().isEmpty() ? word(verdict) : word(verdict) + ": " + verdict.reason(),
        known ? points(verdict.difference()) : "",
        known ? points(verdict.low()) + " to " + points(verdict.high()) : "",
        String.valueOf(verdict.seeds()),
        String.valueOf(verdict.sets()),
        String.valueOf(verdict.items()),
        claim.statement());
  }

  /** Of a hundred: metrics are shares, CIDEr too is given in hundredths by custom. */
  private static String points(double difference) {
    return String.format(Locale.ROOT, "%+.1f", 100 * difference);
  }

  private void print(List<List<@Nullable Object>> rows, PrintWriter out) {
    Terminal terminal = Terminal.current();
    if (format != Format.TABLE) {
      format.print(new QueryResult(COLUMNS, rows, false), out, terminal);
      return;
    }
    List<TextTable.Column> headings = new ArrayList<>();
    for (int i = 0; i < COLUMNS.size(); i++) {
      String column = COLUMNS.get(i);
      boolean text = i < 2 || i == COLUMNS.size() - 1;
      headings.add(text ? TextTable.Column.text(column) : TextTable.Column.number(column));
    }
    TextTable table = new TextTable(headings);
    rows.forEach(row -> table.add(row.stream().map(String::valueOf).toList()));
    table.print(out, terminal);
  }
}
