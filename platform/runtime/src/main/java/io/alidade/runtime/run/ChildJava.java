package io.alidade.runtime.run;

import io.alidade.runtime.plan.ExecutionSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM that loads the engine as this one would: same class path, same places, no network. */
public final class ChildJava {
  // glibc keeps large blocks instead of returning them to the system each step: 1.1x to 1.2x.
  private static final Map<String, String> ALLOCATOR =
      Map.of(
          "MALLOC_MMAP_THRESHOLD_", "1073741824",
          "MALLOC_TRIM_THRESHOLD_", "2147483648",
          "MALLOC_TOP_PAD_", "67108864");

  // Blocks go back to the system as soon as they are freed: resident is what is in use.
  private static final Map<String, String> GIVING_BACK =
      Map.of("MALLOC_MMAP_THRESHOLD_", "65536", "MALLOC_TRIM_THRESHOLD_", "65536");

  // The collector takes this much anew before it looks for what it may use again; without a word
  // it is a share of the machine's memory, and a run is as large as its machine.
  private static final String YOUNG = "-Xmn48m";
  private static final String START = "64m";

  private ChildJava() {}

  /**
   * The command line.
   *
   * @param heap as {@code -Xmx} takes it
   * @param threads of the engine
   * @param crash where the JVM says how it crashed
   * @param program name of the main class and its arguments
   */
  public static List<String> command(String heap, int threads, Path crash, List<String> program) {
    List<String> java = new ArrayList<>();
    java.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.add("-Xmx" + heap);
    if (ExecutionSettings.bytes(heap) >= ExecutionSettings.bytes(START)) {
      java.add("-Xms" + START);
      java.add(YOUNG);
    }
    java.add("-XX:+UseSerialGC"); // Collects on one core, and the step wants the others.
    // Its own words beside those of the program, and not among what the program says to us.
    java.add("-XX:+DisplayVMOutputToStderr");
    java.add("-XX:ErrorFile=" + crash.toAbsolutePath());
    java.addAll(classData());
    java.add("-Djava.awt.headless=true");
    java.add("-Dai.djl.offline=true");
    java.add("-Dai.djl.pytorch.num_threads=" + threads);
    System.getProperties().stringPropertyNames().stream()
        .filter(ChildJava::isInherited)
        .sorted()
        .forEach(name -> java.add("-D" + name + "=" + System.getProperty(name)));
    java.add("-cp");
    java.add(System.getProperty("java.class.path"));
    java.addAll(program);
    return java;
  }

  /** The launcher's archive holds what a worker loads as well; warnings of it concern nobody. */
  private static List<String> classData() {
    String archive = System.getProperty("alidade.class-data", "");
    return archive.isEmpty()
        ? List.of()
        : List.of(
            "-Xshare:auto",
            "-XX:SharedArchiveFile=" + archive,
            "-Xlog:disable",
            "-Xlog:all=error:stderr");
  }

  /** What is added to the environment. */
  public static Map<String, String> environment(int threads) {
    return environment(threads, ALLOCATOR);
  }

  /** {@link #environment(int)} of a process whose memory is measured. */
  static Map<String, String> measuring(int threads) {
    return environment(threads, GIVING_BACK);
  }

  private static Map<String, String> environment(int threads, Map<String, String> allocator) {
    Map<String, String> environment = new java.util.HashMap<>(allocator);
    environment.put("OMP_NUM_THREADS", String.valueOf(threads));
    // Threads that wait for each other spin for about a tenth of a millisecond, then sleep: asleep
    // at once, a small CLIP's step took 1.2 times as long; awake for good, four times as long
    // beside
    // two busy processes.
    environment.put("OMP_WAIT_POLICY", "passive");
    environment.put("GOMP_SPINCOUNT", "10000");
    environment.put("DJL_OFFLINE", "true");
    return environment;
  }

  private static boolean isInherited(String property) {
    return property.startsWith("alidade.")
        || property.startsWith("PYTORCH_")
        || property.startsWith("DJL_")
        || property.equals("ENGINE_CACHE_DIR");
  }
}
