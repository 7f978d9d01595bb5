package io.alidade.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import io.alidade.runtime.provenance.CodeVersion;
import io.alidade.runtime.provenance.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Runs benchmarks by name, each side in turn, and keeps one JSON line a job. */
final class Main {
  private Main() {}

  /** Arguments: root of the project, Python of the peers, {@code full} or {@code quick}, jobs. */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path root = Path.of(args[0]);
    Path work = Files.createDirectories(root.resolve("benchmarks/work"));
    int threads = Runtime.getRuntime().availableProcessors();
    Setup setup = new Setup(root, work, Path.of(args[1]), threads, args[2].equals("quick"));
    Jobs jobs = new Jobs(setup);
    List<String> wanted = List.of(args).subList(3, args.length);
    boolean failed = false;
    for (String name : wanted.isEmpty() ? jobs.names() : wanted) {
      try {
        JsonObject line = run(jobs.get(name), work.resolve("log.txt"));
        if (!setup.quick()) {
          keep(line, root.resolve("results/benchmarks"), root);
        }
        System.out.println(new Gson().toJson(line));
      } catch (IllegalArgumentException | IllegalStateException e) {
        System.err.println(name + ": " + e.getMessage());
        failed = true;
      }
    }
    System.exit(failed ? 1 : 0);
  }

  private static JsonObject run(Job job, Path log) throws InterruptedException {
    List<Double> ours = new ArrayList<>();
    List<Double> peers = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    double ourPeak = 0;
    double peerPeak = 0;
    for (int round = 1; round <= job.rounds(); round++) {
      System.err.printf("%s: round %d of %d, ours%n", job.name(), round, job.rounds());
      Subject.Result our = job.ours().run(log);
      System.err.printf("%s: round %d of %d, the peer%n", job.name(), round, job.rounds());
      Subject.Result peer = job.peer().run(log);
      ours.add(our.value());
      peers.add(peer.value());
      ratios.add(job.ratio(our.value(), peer.value()));
      ourPeak = Math.max(ourPeak, our.peak());
      peerPeak = Math.max(peerPeak, peer.peak());
    }
    JsonObject line = new JsonObject();
    line.addProperty("job", job.name());
    line.addProperty("ours", digits(Measured.median(ours)));
    line.addProperty("peer", digits(Measured.median(peers)));
    line.addProperty("unit", job.unit());
    line.addProperty("ratio", digits(Measured.median(ratios)));
    line.addProperty("ratio_min", digits(ratios.stream().mapToDouble(r -> r).min().orElse(0)));
    line.addProperty("ratio_max", digits(ratios.stream().mapToDouble(r -> r).max().orElse(0)));
    line.addProperty("target", job.target());
    if (ourPeak > 0 && peerPeak > 0) {
      line.addProperty("ours_peak_mb", ourPeak);
      line.addProperty("peer_peak_mb", peerPeak);
    }
    line.addProperty("what", job.what());
    return line;
  }

  /** The commit of the sources, with a mark where they were changed since. */
  private static String commit(Path root) throws IOException {
    List<String> git =
        List.of("git", "-C", root.toString(), "describe", "--always", "--dirty", "--abbrev=10");
    Process process = new ProcessBuilder(git).start();
    String told = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    return told.isEmpty() ? CodeVersion.current() : told;
  }

  private static double digits(double value) {
    return Double.parseDouble("%.4g".formatted(value));
  }

  private static void keep(JsonObject line, Path folder, Path root) throws IOException {
    JsonObject kept = line.deepCopy();
    kept.addProperty("date", LocalDate.now(ZoneOffset.UTC).toString());
    kept.addProperty("commit", commit(root));
    kept.addProperty("processor", Machine.here().cpu());
    kept.addProperty("cores", Machine.here().cores());
    kept.addProperty("system", Machine.here().system());
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(line.get("job").getAsString() + ".json"), new Gson().toJson(kept) + "\n");
  }
}
