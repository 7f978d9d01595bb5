package io.alidade.runtime.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The highest resident memory of this process, native memory of the engine included. */
public final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  /** Linux: makes the peak what is resident now. */
  private static final String PEAK = "5";

  private PeakMemory() {}

  /** Bytes; where the system does not tell, what the Java heap uses now. */
  public static long bytes() {
    return status("VmHWM:");
  }

  /** What is resident now; as {@link #bytes()} where the system does not tell. */
  public static long now() {
    return status("VmRSS:");
  }

  /** From here on the peak is that of what follows: a process may do several runs. */
  public static void restart() {
    try {
      Files.writeString(CLEAR, PEAK);
    } catch (IOException e) {
      return; // Not Linux, or not allowed: then the peak is the highest of all its runs.
    }
  }

  private static long status(String name) {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(name)) {
          return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
        }
      }
    } catch (IOException e) {
      // Not Linux.
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
