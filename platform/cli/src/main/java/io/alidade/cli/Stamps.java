package io.alidade.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as people read them. */
final class Stamps {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'");

  private Stamps() {}

  static String utc(Instant at) {
    return UTC.format(at.atOffset(ZoneOffset.UTC));
  }
}
