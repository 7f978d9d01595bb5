package io.alidade.registry;

import io.alidade.api.AlidadeException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A user's SQL. The connection is opened for reading, which stops every write to the registry; what
 * SQLite allows even then (VACUUM INTO makes a file, PRAGMA lifts a guard, ATTACH reads another
 * file) does not begin as a query does and is refused before it is run.
 */
final class ReadOnlyQuery {
  /** Between two looks at the clock, in instructions of SQLite's machine: well under 1 ms. */
  private static final int INSTRUCTIONS = 10_000;

  private ReadOnlyQuery() {}

  static QueryResult run(Database reader, String sql, QueryLimits limits) {
    if (!SqlText.isOneQuery(sql)) {
      throw refused("only one SELECT, WITH, VALUES or EXPLAIN can be asked", null);
    }
    return reader.read(
        handle -> {
          Connection connection = handle.getConnection();
          long deadline = System.nanoTime() + limits.time().toNanos();
          try {
            ProgressHandler.setHandler(
                connection,
                INSTRUCTIONS,
                new ProgressHandler() {
                  @Override
                  protected int progress() {
                    return System.nanoTime() - deadline > 0 ? 1 : 0;
                  }
                });
            return read(connection, sql, limits);
          } catch (SQLiteException failure) {
            throw explained(reader, failure, limits);
          } catch (SQLException failure) {
            throw refused(String.valueOf(failure.getMessage()), failure);
          } finally {
            clear(connection);
          }
        });
  }

  private static QueryResult read(Connection connection, String sql, QueryLimits limits)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet result = statement.executeQuery()) {
      ResultSetMetaData meta = result.getMetaData();
      List<String> columns = new ArrayList<>();
      for (int column = 1; column <= meta.getColumnCount(); column++) {
        columns.add(meta.getColumnLabel(column));
      }
      List<List<@Nullable Object>> rows = new ArrayList<>();
      while (result.next()) {
        if (rows.size() == limits.rows()) {
          return new QueryResult(columns, rows, true);
        }
        List<@Nullable Object> row = new ArrayList<>();
        for (int column = 1; column <= columns.size(); column++) {
          row.add(result.getObject(column));
        }
        rows.add(row);
      }
      return new QueryResult(columns, rows, false);
    }
  }

  private static RuntimeException explained(
      Database reader, SQLiteException failure, QueryLimits limits) {
    SQLiteErrorCode code = failure.getResultCode();
    if (code == SQLiteErrorCode.SQLITE_INTERRUPT) {
      return refused("took longer than " + limits.time().toSeconds() + " s; ask for less", failure);
    }
    if (code == SQLiteErrorCode.SQLITE_READONLY) {
      return refused("writes; a query can only read", failure);
    }
    if (code == SQLiteErrorCode.SQLITE_ERROR) {
      return refused(sqlitesWords(failure), failure);
    }
    return Failures.of(reader.file(), new IllegalStateException(failure));
  }

  /** {@code [SQLITE_ERROR] SQL error or missing database (no such table: x)} without its frame. */
  private static String sqlitesWords(SQLiteException failure) {
    String message = String.valueOf(failure.getMessage());
    int open = message.indexOf('(');
    int close = message.lastIndexOf(')');
    return open >= 0 && close > open ? message.substring(open + 1, close) : message;
  }

  private static void clear(Connection connection) {
    try {
      ProgressHandler.clearHandler(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException("the query's clock cannot be taken off", failure);
    }
  }

  private static AlidadeException refused(String what, @Nullable Throwable cause) {
    return new AlidadeException(AlidadeException.Kind.CONFIG, "query: " + what, cause);
  }
}
