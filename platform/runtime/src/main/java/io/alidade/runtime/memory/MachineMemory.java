package io.alidade.runtime.memory;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/**
 * What a run may count on.
 *
 * @param total beyond which a run cannot live
 * @param usable up to which a batch is planned
 */
public record MachineMemory(long total, long usable) {
  /** The rest is the system's, the host's, and the prediction's error. */
  private static final double SHARE = 0.8;

  /** This machine's, or the container's around this process; all of it where that is said. */
  public static MachineMemory here(OptionalLong said) {
    if (said.isPresent()) {
      return new MachineMemory(said.getAsLong(), said.getAsLong());
    }
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long total = system.getTotalMemorySize();
    return new MachineMemory(total, (long) (SHARE * total));
  }
}
