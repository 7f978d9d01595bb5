package io.alidade.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a child process says on its last line of output: a value, its peak memory, each time. */
final class Measured {
  private Measured() {}

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int n = sorted.size();
    return n % 2 == 1 ? sorted.get(n / 2) : (sorted.get(n / 2 - 1) + sorted.get(n / 2)) / 2;
  }

  static void print(double value, List<Double> seconds) {
    System.out.printf(
        "{\"value\": %.6g, \"peak_mb\": %.0f, \"ms\": [%s]}%n",
        value,
        peakMegabytes(),
        seconds.stream().map(s -> "%.1f".formatted(1000 * s)).collect(Collectors.joining(", ")));
  }

  /** Highest resident memory of this process so far, as Linux counts it; 0 elsewhere. */
  static double peakMegabytes() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
