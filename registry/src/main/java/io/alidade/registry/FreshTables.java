package io.alidade.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jdbi.v3.core.Handle;

/**
 * The tables of a new file, made as Flyway makes them and with its history, so that Flyway goes on
 * from there: without it, because starting it is work that a sweep would wait for.
 */
final class FreshTables {
  /** In order, the first being version 1. */
  static final List<String> MIGRATIONS =
      List.of("V1__runs_and_their_numbers.sql", "V2__what_was_planned.sql");

  private static final String HISTORY =
      """
      create table "flyway_schema_history" (
          "installed_rank" INT NOT NULL PRIMARY KEY,
          "version" VARCHAR(50),
          "description" VARCHAR(200) NOT NULL,
          "type" VARCHAR(20) NOT NULL,
          "script" VARCHAR(1000) NOT NULL,
          "checksum" INT,
          "installed_by" VARCHAR(100) NOT NULL,
          "installed_on" TEXT NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f','now')),
          "execution_time" INT NOT NULL,
          "success" BOOLEAN NOT NULL
      );
      create index "flyway_schema_history_s_idx" on "flyway_schema_history" ("success");
      """;

  private FreshTables() {}

  /** Inside a transaction of the caller, on a file without tables. */
  static void make(Handle handle) {
    try (Statement statement = handle.getConnection().createStatement()) {
      statement.executeUpdate(HISTORY);
      for (int i = 0; i < MIGRATIONS.size(); i++) {
        String script = MIGRATIONS.get(i);
        String text = text(script);
        statement.executeUpdate(text);
        handle.execute(
            "insert into flyway_schema_history (installed_rank, version, description, type, script,"
                + " checksum, installed_by, execution_time, success)"
                + " values (?, ?, ?, 'SQL', ?, ?, '', 0, 1)",
            i + 1,
            String.valueOf(i + 1),
            description(script),
            script,
            checksum(text));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the tables cannot be made", e);
    }
  }

  private static String text(String script) {
    try (InputStream in = FreshTables.class.getResourceAsStream("migration/" + script)) {
      byte[] text = Objects.requireNonNull(in, script + " is not in the jar").readAllBytes();
      return new String(text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String description(String script) {
    return script
        .substring(script.indexOf("__") + 2, script.length() - ".sql".length())
        .replace('_', ' ');
  }

  /** Flyway's: over the lines, without what ends them. */
  private static int checksum(String text) {
    CRC32 crc = new CRC32();
    text.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
    return (int) crc.getValue();
  }
}
