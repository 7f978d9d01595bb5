package io.alidade.runtime.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The highest resident memory of this process, native memory of the engine included. */
public final class PeakMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  /** Linux: makes the peak what is resident now. */
  private static final String PEAK = "5";

  private PeakMemory() {}

  /** Bytes; where the system does not tell, what the Java heap uses now. */
  public static long bytes() {
    return told().orElseGet(PeakMemory::heap);
  }

  /** Bytes, where the system tells. */
  public static OptionalLong told() {
    return status("VmHWM:");
  }

  /** What is resident now; as {@link #bytes()} where the system does not tell. */
  public static long now() {
    return status("VmRSS:").orElseGet(PeakMemory::heap);
  }

  /** From here on the peak is that of what follows: a process may do several runs. */
  public static void restart() {
    try {
      Files.writeString(CLEAR, PEAK);
    } catch (IOException e) {
      return; // Not Linux, or not allowed: then the peak is the highest of all its runs.
    }
  }

  private static OptionalLong status(String name) {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(name)) {
          return OptionalLong.of(Long.parseLong(line.replaceAll("\\D", "")) * 1024);
        }
      }
    } catch (IOException e) {
      // Not Linux.
    }
    return OptionalLong.empty();
  }

  private static long heap() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
