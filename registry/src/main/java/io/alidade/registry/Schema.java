package io.alidade.registry;

import io.alidade.api.AlidadeException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The version of the tables. It is read with one query, because starting Flyway costs half a
 * second; Flyway runs only when the file is new or behind.
 */
final class Schema {
  /** That of the newest file in {@code migration}. */
  static final int VERSION = 3;

  private static final String HISTORY = "flyway_schema_history";

  private Schema() {}

  /** Brings the file to {@link #VERSION}. */
  static void update(Database database, DataSource source) {
    int version = version(database);
    while (version < VERSION) {
      if (version == 0) {
        refuseForeign(database);
      }
      RuntimeException failed = migrate(source);
      int reached = version(database);
      // Another process may have made the same tables meanwhile; then theirs are as good.
      if (failed != null && reached == version) {
        throw Failures.of(database.file(), failed);
      }
      version = reached;
    }
    refuseNewer(database, version);
  }

  /** Sees that the file is at {@link #VERSION}, and changes nothing. */
  static void check(Database database) {
    refuseOthers(database);
    int version = version(database);
    if (version == 0) {
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

  /** Sees that the file is nobody else's and no newer; it may be empty or behind. */
  static void refuseOthers(Database database) {
    int version = version(database);
    refuseNewer(database, version);
    if (version == 0) {
      refuseForeign(database);
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

  /**
   * A database of something else is left alone. The version is read again behind the tables: they
   * may be our own, committed with their version by another process since it was read first.
   */
  private static void refuseForeign(Database database) {
    Optional<String> table =
        database.read(
            handle ->
                handle
                    .createQuery(
                        "select name from sqlite_master where type = 'table'"
                            + " and name not like 'flyway%' and name not like 'sqlite%'")
                    .mapTo(String.class)
                    .findFirst());
    if (table.isPresent() && version(database) == 0) {
      throw refused(
          database,
          "is a database of something else (it has a table "
              + table.get()
              + "); expected a registry or a new name");
    }
  }

  /** What went wrong, if something did. */
  private static @Nullable RuntimeException migrate(DataSource source) {
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(source)
          .loggers() // To nobody: each step, and what it throws as well.
          .locations("classpath:io/alidade/registry/migration")
          .load()
          .migrate();
      return null;
    } catch (FlywayException failure) {
      return failure;
    }
  }

  private static AlidadeException refused(Database database, String what) {
    return new AlidadeException(AlidadeException.Kind.RESOURCE, database.file() + ": " + what);
  }
}
