package io.alidade.registry;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Ids that sort by creation time, {@code 261124-153012-3f9a}: the second in UTC, then four hex
 * digits that tell the runs of one second, and of two registries, apart.
 */
final class RunIds {
  private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuMMdd-HHmmss");

  private RunIds() {}

  /** An id after {@code newest}, even when the clock has gone back. */
  static String next(Instant now, Optional<String> newest, RandomGenerator random) {
    String second = SECOND.format(now.atOffset(ZoneOffset.UTC));
    // A quarter of the range, so that later ids of the same second find room.
    String id = id(second, random.nextInt(0x4000));
    if (newest.isEmpty() || newest.get().compareTo(second) < 0) {
      return id;
    }
    String last = newest.get();
    String lastSecond = last.substring(0, second.length());
    int tail = Integer.parseInt(last.substring(second.length() + 1), 16) + 1 + random.nextInt(16);
    if (tail <= 0xffff) {
      return id(lastSecond, tail);
    }
    LocalDateTime after = LocalDateTime.parse(lastSecond, SECOND).plusSeconds(1);
    return id(SECOND.format(after), random.nextInt(0x4000));
  }

  private static String id(String second, int tail) {
    return String.format("%s-%04x", second, tail);
  }
}
