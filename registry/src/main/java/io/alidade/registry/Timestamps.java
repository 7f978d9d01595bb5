package io.alidade.registry;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Times as the tables hold them: UTC, {@code 2026-11-24 15:30:12.345}, which compares as text with
 * the database's own {@code current_timestamp}.
 */
final class Timestamps {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

  private Timestamps() {}

  static String text(Instant at) {
    return FORM.format(at.atOffset(ZoneOffset.UTC));
  }

  static Instant instant(String text) {
    return LocalDateTime.parse(text, FORM).toInstant(ZoneOffset.UTC);
  }
}
