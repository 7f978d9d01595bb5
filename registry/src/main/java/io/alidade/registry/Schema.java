package io.alidade.registry;

import io.alidade.api.AlidadeException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;

/**
 * The version of the tables. It is read with one query, because starting Flyway costs half a
 * second; Flyway runs only when the file is new or behind.
 */
final class Schema {
  /** That of the newest file in {@code migration}. */
  static final int VERSION = 1;

  private static final String HISTORY = "flyway_schema_history";
  private static final int ATTEMPTS = 5;

  private Schema() {}

  /** Brings the file to {@link #VERSION}. */
  static void update(Database database, DataSource source) {
    for (int attempt = 1; ; attempt++) {
      int version = version(database);
      if (version == VERSION) {
        return;
      }
      refuseNewer(database, version);
      refuseForeign(database, version);
      try {
        migrate(source);
      } catch (FlywayException failure) {
        // Another process may have been making the same tables; then theirs are as good.
        if (attempt == ATTEMPTS) {
          throw Failures.of(database.file(), failure);
        }
      }
    }
  }

  /** Sees that the file is at {@link #VERSION}, and changes nothing. */
  static void check(Database database) {
    int version = version(database);
    refuseNewer(database, version);
    if (version == 0) {
      refuseForeign(database, version);
      throw refused(database, "is empty; `alidade run FILE` fills it");
    }
    if (version < VERSION) {
      throw refused(
          database,
          "has the tables of version "
              + version
              + ", this program's are version "
              + VERSION
              + "; the next `alidade run` brings them up to date");
    }
  }

  private static int version(Database database) {
    return database.read(
        handle ->
            hasTable(handle, HISTORY)
                ? handle
                    .createQuery("select version from " + HISTORY + " where success = 1")
                    .mapTo(String.class)
                    .stream()
                    .mapToInt(text -> text == null ? 0 : Integer.parseInt(text))
                    .max()
                    .orElse(0)
                : 0);
  }

  private static boolean hasTable(Handle handle, String name) {
    return handle
            .createQuery("select count(*) from sqlite_master where name = :name")
            .bind("name", name)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  private static void refuseNewer(Database database, int version) {
    if (version > VERSION) {
      throw refused(
          database,
          "was written by a newer Alidade (tables of version "
              + version
              + "); expected at most version "
              + VERSION
              + ": update Alidade, or use another registry (--registry PATH)");
    }
  }

  /** A database of something else is left alone. */
  private static void refuseForeign(Database database, int version) {
    if (version > 0) {
      return;
    }
    Optional<String> table =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "select name from sqlite_master where type = 'table'"
                            + " and name not like 'flyway%' and name not like 'sqlite%'")
                    .mapTo(String.class)
                    .findFirst());
    if (table.isPresent()) {
      throw refused(
          database,
          "is a database of something else (it has a table "
              + table.get()
              + "); expected a registry or a new name");
    }
  }

  private static void migrate(DataSource source) {
    Flyway.configure(Schema.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:io/alidade/registry/migration")
        .load()
        .migrate();
  }

  private static AlidadeException refused(Database database, String what) {
    return new AlidadeException(AlidadeException.Kind.RESOURCE, database.file() + ": " + what);
  }
}
