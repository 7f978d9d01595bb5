package io.alidade.runtime.claim;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.typesafe.config.ConfigRenderOptions;
import io.alidade.api.Evaluation.Contributions;
import io.alidade.registry.DatasetRow;
import io.alidade.registry.Registry;
import io.alidade.registry.RunFilter;
import io.alidade.registry.RunRow;
import io.alidade.registry.RunState;
import io.alidade.runtime.report.EvaluationFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Judges claims by the runs that are there. Of experiments called alike the newest counts, of its
 * seeds each with the newest finished run.
 */
public final class Judge {
  /** Fewer say nothing of how much the seed decides. */
  private static final int LEAST_SEEDS = 3;

  /** Of the bootstrap. */
  public static final int DRAWS = Bootstrap.DRAWS;

  private final Registry registry;
  private final Path results;
  private final List<RunRow> runs; // finished ones, the newest first

  /**
   * Reads which runs there are.
   *
   * @param results folder of {@code runs/}
   */
  public Judge(Registry registry, Path results) {
    this.registry = registry;
    this.results = results;
    RunFilter finished =
        new RunFilter(
            Optional.empty(), Optional.of(RunState.FINISHED), Optional.empty(), Integer.MAX_VALUE);
    this.runs = registry.runs(finished);
  }

  /** Measured the same way on the same data. */
  private record Key(String dataset, String hash, String fingerprint) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::dataset).thenComparing(Key::hash).thenComparing(Key::fingerprint);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }

    boolean isOtherData(Key other) {
      return dataset.equals(other.dataset)
          && hash.equals(other.hash)
          && !fingerprint.equals(other.fingerprint);
    }
  }

  /** One side's items, and the run that they came of. */
  private record Measured(String run, String name, Contributions items) {}

  /** The verdict; undecided, with a reason, where something is missing. */
  public Verdict judge(ClaimFile claim) {
    Map<Key, Map<Long, Measured>> left;
    Map<Key, Map<Long, Measured>> right;
    String chosen = "";
    try {
      Map<RunRow, List<EvaluationFile>> lefts = meant(claim.left());
      Map<RunRow, List<EvaluationFile>> rights = meant(claim.right());
      if (claim.choose().isPresent()) {
        String split = claim.choose().get();
        Chosen ours = best(claim, claim.left(), split, lefts);
        Chosen theirs = best(claim, claim.right(), split, rights);
        lefts.keySet().removeIf(run -> !run.name().equals(ours.name()));
        rights.keySet().removeIf(run -> !run.name().equals(theirs.name()));
        chosen = "%s against %s, chosen on %s".formatted(ours, theirs, split);
      }
      left = side(claim, claim.left(), lefts);
      right = side(claim, claim.right(), rights);
    } catch (Open e) {
      return Verdict.undecided(String.valueOf(e.getMessage()));
    }
    Set<Key> both = new TreeSet<>(left.keySet());
    both.retainAll(right.keySet());
    Set<String> datasets = new TreeSet<>();
    both.forEach(key -> datasets.add(key.dataset()));
    List<String> missing =
        claim.datasets().stream().filter(one -> !datasets.contains(one)).toList();
    if (both.isEmpty() || !missing.isEmpty()) {
      return Verdict.undecided(
          "not measured on both sides: "
              + (missing.isEmpty() ? "nothing" : String.join(", ", missing))
              + otherData(left.keySet(), right.keySet()));
    }
    if (both.size() > datasets.size()) {
      return Verdict.undecided(
          "measured in more than one way on a data set; expected `where` to leave one");
    }
    Set<Long> seeds = null;
    for (Key key : both) {
      Set<Long> common = new TreeSet<>(of(left, key).keySet());
      common.retainAll(of(right, key).keySet());
      if (seeds == null) {
        seeds = common;
      } else {
        seeds.retainAll(common);
      }
    }
    if (seeds == null || seeds.isEmpty()) {
      return Verdict.undecided("no seed was run on both sides everywhere");
    }
    return compare(claim, left, right, both, seeds, chosen);
  }

  /** Why two sides that were measured alike may not meet. */
  private static String otherData(Set<Key> left, Set<Key> right) {
    return left.stream()
        .filter(key -> right.stream().anyMatch(key::isOtherData))
        .findFirst()
        .map(key -> "; " + key.dataset() + " did not hold the same data for both")
        .orElse("");
  }

  private static Map<Long, Measured> of(Map<Key, Map<Long, Measured>> side, Key key) {
    return side.getOrDefault(key, Map.of());
  }

  private static Verdict compare(
      ClaimFile claim,
      Map<Key, Map<Long, Measured>> left,
      Map<Key, Map<Long, Measured>> right,
      Set<Key> keys,
      Set<Long> seeds,
      String chosen) {
    List<Bootstrap.PairedSet> sets = new ArrayList<>();
    Set<String> used = new TreeSet<>();
    long items = 0;
    for (Key key : keys) {
      List<Contributions> ours = new ArrayList<>();
      List<Contributions> theirs = new ArrayList<>();
      for (long seed : seeds) {
        Measured a = of(left, key).get(seed);
        Measured b = of(right, key).get(seed);
        if (a == null || b == null || a.items().items().size() != b.items().items().size()) {
          return Verdict.undecided("the two sides on " + key.dataset() + " have other items");
        }
        used.add(a.run());
        used.add(b.run());
        ours.add(a.items());
        theirs.add(b.items());
      }
      Bootstrap.PairedSet set = new Bootstrap.PairedSet(ours, theirs);
      items += set.items();
      sets.add(set);
    }
    Bootstrap.Interval interval = new Bootstrap(sets).interval(Bootstrap.DRAWS);
    boolean enough = seeds.size() >= LEAST_SEEDS;
    String few = enough ? "" : "%d of %d seeds".formatted(seeds.size(), LEAST_SEEDS);
    Verdict.Word word = enough ? word(claim, interval) : Verdict.Word.UNDECIDED;
    return new Verdict(
        word,
        chosen.isEmpty() || few.isEmpty() ? few + chosen : few + "; " + chosen,
        interval.difference(),
        interval.low(),
        interval.high(),
        seeds.size(),
        sets.size(),
        items,
        List.copyOf(used));
  }

  private static Verdict.Word word(ClaimFile claim, Bootstrap.Interval interval) {
    boolean above = claim.direction() == ClaimFile.Direction.ABOVE;
    double low = above ? interval.low() : -interval.high();
    double high = above ? interval.high() : -interval.low();
    if (low > claim.margin()) {
      return Verdict.Word.SUPPORTED;
    }
    return high <= claim.margin() ? Verdict.Word.REFUTED : Verdict.Word.UNDECIDED;
  }

  /** A side that is not one experiment's. */
  private static final class Open extends RuntimeException {
    private static final long serialVersionUID = 1;

    Open(String message) {
      super(message);
    }
  }

  private Map<Key, Map<Long, Measured>> side(
      ClaimFile claim, ClaimFile.Side side, Map<RunRow, List<EvaluationFile>> meant) {
    Map<Key, Map<Long, Measured>> found = new TreeMap<>();
    for (Map.Entry<RunRow, List<EvaluationFile>> entry : meant.entrySet()) {
      RunRow run = entry.getKey();
      Map<String, String> fingerprints =
          registry.datasets(run.id()).stream()
              .collect(Collectors.toMap(DatasetRow::id, DatasetRow::fingerprint, (a, b) -> a + b));
      for (EvaluationFile file : entry.getValue()) {
        items(claim, side, claim.split(), file)
            .ifPresent(
                items -> {
                  Key key = key(file, fingerprints);
                  Measured before =
                      found
                          .computeIfAbsent(key, k -> new TreeMap<>())
                          .put(run.seed(), new Measured(run.id(), run.name(), items));
                  if (before != null) {
                    throw new Open(
                        "%s and %s are both meant on %s; expected one"
                            .formatted(before.name(), run.name(), file.dataset()));
                  }
                });
      }
    }
    return found;
  }

  private static Key key(EvaluationFile file, Map<String, String> fingerprints) {
    String data = file.dataset();
    return new Key(data, file.protocolHash(), fingerprints.getOrDefault(data, ""));
  }

  /**
   * Of each experiment and seed the newest run, with what it measured, but for what a newer
   * experiment of that name measured as well.
   */
  private Map<RunRow, List<EvaluationFile>> meant(ClaimFile.Side side) {
    Map<RunRow, List<EvaluationFile>> meant = new LinkedHashMap<>();
    Map<List<String>, String> experiments = new HashMap<>();
    Set<String> newest = new HashSet<>();
    for (RunRow run : runs) {
      if (side.holds(run.method(), run.name()) && newest.add(run.experiment() + run.seed())) {
        List<EvaluationFile> files =
            EvaluationFile.all(results.resolve("runs").resolve(run.id())).stream()
                .filter(
                    file ->
                        experiments
                            .computeIfAbsent(measured(run, file), key -> run.experiment())
                            .equals(run.experiment()))
                .toList();
        meant.put(run, files);
      }
    }
    return meant;
  }

  private static List<String> measured(RunRow run, EvaluationFile file) {
    return List.of(run.method(), run.name(), file.dataset(), file.protocolHash(), file.split());
  }

  /**
   * An experiment that a split chose.
   *
   * @param tried among so many
   */
  private record Chosen(String name, int tried) {
    @Override
    public String toString() {
      return tried == 1 ? name : "%s of %d tried".formatted(name, tried);
    }
  }

  /** The name with the highest mean of the metric on a split, over the seeds that all have. */
  private static Chosen best(
      ClaimFile claim, ClaimFile.Side side, String split, Map<RunRow, List<EvaluationFile>> meant) {
    Map<String, Map<Long, Double>> values = new TreeMap<>();
    meant.forEach(
        (run, files) ->
            files.stream()
                .flatMap(file -> items(claim, side, split, file).stream())
                .mapToDouble(ItemStatistic::once)
                .average()
                .ifPresent(
                    mean ->
                        values
                            .computeIfAbsent(run.name(), name -> new TreeMap<>())
                            .put(run.seed(), mean)));
    Set<Long> seeds = new TreeSet<>();
    values.values().forEach(bySeed -> seeds.addAll(bySeed.keySet()));
    values.values().forEach(bySeed -> seeds.retainAll(bySeed.keySet()));
    if (seeds.isEmpty()) {
      throw new Open("nothing to choose by: no seed was measured on " + split + " everywhere");
    }
    values.values().forEach(bySeed -> bySeed.keySet().retainAll(seeds));
    return values.entrySet().stream()
        .max(Comparator.comparingDouble(one -> mean(one.getValue())))
        .map(one -> new Chosen(one.getKey(), values.size()))
        .orElseThrow();
  }

  /** What is no number is the least. */
  private static double mean(Map<Long, Double> bySeed) {
    double mean = bySeed.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    return Double.isNaN(mean) ? Double.NEGATIVE_INFINITY : mean;
  }

  private static Optional<Contributions> items(
      ClaimFile claim, ClaimFile.Side side, String split, EvaluationFile file) {
    boolean asked = claim.datasets().isEmpty() || claim.datasets().contains(file.dataset());
    JsonElement protocol = file.entry().get("protocol");
    if (!asked
        || !file.split().equals(split)
        || protocol == null
        || !protocol.getAsString().equals(claim.protocol())
        || !holds(claim, file.entry())) {
      return Optional.empty();
    }
    String metric = side.metric().orElse(claim.metric());
    return file.evaluation().contributions().stream()
        .filter(one -> one.metric().equals(metric))
        .findFirst();
  }

  private static boolean holds(ClaimFile claim, JsonObject entry) {
    return claim.where().stream()
        .map(one -> JsonParser.parseString(one.render(ConfigRenderOptions.concise())))
        .flatMap(one -> one.getAsJsonObject().entrySet().stream())
        .allMatch(one -> one.getValue().equals(entry.get(one.getKey())));
  }
}
