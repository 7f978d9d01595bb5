package io.alidade.runtime.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The highest resident memory of this process, native memory of the engine included. */
public final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path REFERENCES = Path.of("/proc/self/clear_refs");

  /** proc(5): brings the highest resident memory down to the present one. */
  private static final String RESET = "5";

  private PeakMemory() {}

  /** Bytes; where the system does not tell, what the Java heap uses now. */
  public static long bytes() {
    Runtime runtime = Runtime.getRuntime();
    return told().orElseGet(() -> runtime.totalMemory() - runtime.freeMemory());
  }

  /** Bytes, where the system tells. */
  public static OptionalLong told() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmHWM:")) {
          return OptionalLong.of(Long.parseLong(line.replaceAll("\\D", "")) * 1024);
        }
      }
    } catch (IOException e) {
      // Not Linux.
    }
    return OptionalLong.empty();
  }

  /** Forgets what was higher than now; where the system cannot, the highest of all stays. */
  public static void reset() {
    try {
      Files.writeString(REFERENCES, RESET);
    } catch (IOException e) {
      // A kernel without it, or not Linux.
    }
  }
}
