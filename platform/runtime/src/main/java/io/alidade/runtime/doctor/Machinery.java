package io.alidade.runtime.doctor;

import io.alidade.runtime.provenance.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Java, the machine, and Maven. */
final class Machinery {
  /** The quickstart's worker takes up to 2 GiB, its host a quarter of one. */
  private static final long ENOUGH_MEMORY = 3L << 30;

  private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");
  private static final Pattern MAVEN = Pattern.compile("Apache Maven (\\S+)");
  private static final long MAVEN_SECONDS = 20;

  private Machinery() {}

  static List<Finding> java() {
    return List.of(
        Finding.ok(
            "java",
            System.getProperty("java.runtime.version")
                + " of "
                + System.getProperty("java.vendor")
                + " in "
                + System.getProperty("java.home")));
  }

  static List<Finding> memory() {
    Machine machine = Machine.here();
    Finding cores = Finding.ok("processor", machine.cores() + " x " + machine.cpu() + vectors());
    long available = available();
    if (available == 0) {
      return List.of(cores);
    }
    String gigabytes = String.format(Locale.ROOT, "%.1f GiB to be had", available / 0x1p30);
    return List.of(
        cores,
        available >= ENOUGH_MEMORY
            ? Finding.ok("memory", gigabytes)
            : Finding.warning(
                "memory",
                gigabytes + "; expected 3 for the quickstart: close something, or train less"));
  }

  /** Bytes; 0 where the system does not tell. */
  private static long available() {
    try {
      Matcher line = AVAILABLE.matcher(Files.readString(Path.of("/proc/meminfo")));
      return line.find() ? Long.parseLong(line.group(1)) << 10 : 0;
    } catch (IOException e) {
      return 0; // Not Linux.
    }
  }

  /** What the engine computes with, where the system tells. */
  private static String vectors() {
    try {
      String flags = Files.readString(Path.of("/proc/cpuinfo"));
      for (String known : List.of("amx_tile", "avx512f", "avx2", "asimd")) {
        if (Pattern.compile("\\b" + known + "\\b").matcher(flags).find()) {
          return " (" + known + ")";
        }
      }
    } catch (IOException e) {
      return ""; // Not Linux.
    }
    return "";
  }

  static Finding maven() {
    String name = System.getProperty("os.name").startsWith("Windows") ? "mvn.cmd" : "mvn";
    try {
      Process process =
          new ProcessBuilder(name, "-B", "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher version = MAVEN.matcher(said);
      if (process.waitFor(MAVEN_SECONDS, TimeUnit.SECONDS)
          && process.exitValue() == 0
          && version.find()) {
        return Finding.ok("maven", version.group(1) + ", for plugins of your own");
      }
      return Finding.warning("maven", "does not start; expected `mvn --version` to answer");
    } catch (IOException e) {
      return Finding.warning(
          "maven",
          "no mvn on the PATH; only `alidade plugins new` and building from sources need it, 3.8 or"
              + " newer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.warning("maven", "was not waited for");
    }
  }
}
