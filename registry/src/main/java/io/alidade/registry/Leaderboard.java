package io.alidade.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** Reads the view {@code leaderboard}. */
final class Leaderboard {
  private Leaderboard() {}

  static List<Standing> read(Handle handle) {
    return handle
        .createQuery(
            "select * from leaderboard order by protocol, dataset, split, protocol_hash,"
                + " dataset_fingerprint, method, experiment, position")
        .map((row, context) -> standing(row))
        .list();
  }

  private static OptionalLong known(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static Standing standing(ResultSet row) throws SQLException {
    double deviation = row.getDouble("standard_deviation");
    OptionalDouble known = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(deviation);
    double value = row.getDouble("mean");
    double mean = row.wasNull() ? Double.NaN : value;
    return new Standing(
        row.getString("protocol"),
        row.getString("protocol_hash"),
        row.getString("dataset"),
        row.getString("dataset_fingerprint"),
        row.getString("split"),
        row.getString("metric"),
        row.getString("unit"),
        row.getBoolean("higher_is_better"),
        row.getString("name"),
        row.getString("method"),
        row.getInt("method_version"),
        row.getString("experiment"),
        mean,
        known,
        row.getInt("seeds"),
        row.getLong("samples"),
        row.getDouble("seconds"),
        row.getString("leaf"),
        known(row, "parameters"),
        known(row, "tried"),
        known(row, "peak_memory_bytes"));
  }
}
