package io.alidade.registry;

import io.alidade.api.AlidadeException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Finds runs. */
final class RunQueries {
  private final Handle handle;

  RunQueries(Handle handle) {
    this.handle = handle;
  }

  /** The run of that name: an id, an unambiguous beginning or last part of one, or latest. */
  RunRow run(String name) {
    if (name.equals("latest")) {
      return newest(RunFilter.newest(1)).stream()
          .findFirst()
          .orElseThrow(
              () -> unknown("latest", "the registry holds none yet; `alidade run FILE` makes one"));
    }
    List<RunRow> found =
        handle
            .createQuery(
                "select * from run where substr(id, 1, length(:name)) = :name"
                    + " or substr(id, 15) = :name order by id")
            .bind("name", name)
            .map((row, context) -> runRow(row))
            .list();
    if (found.isEmpty() || name.isEmpty()) {
      throw unknown(name, "no id begins so; expected one that `alidade runs` lists, or latest");
    }
    if (found.size() > 1) {
      throw unknown(name, "fits " + some(found) + "; expected enough of the id for one run");
    }
    return found.get(0);
  }

  Optional<RunRow> live(String experiment, long seed) {
    return handle
        .createQuery(
            "select * from run where experiment = :experiment and seed = :seed"
                + " and state in ('queued', 'running')")
        .bind("experiment", experiment)
        .bind("seed", seed)
        .map((row, context) -> runRow(row))
        .findFirst();
  }

  Optional<Instant> lease(String id) {
    return handle
        .createQuery(
            "select lease_until from run where id = :id and state in ('queued', 'running')")
        .bind("id", id)
        .map((row, context) -> Timestamps.instant(row.getString("lease_until")))
        .findFirst();
  }

  Optional<RunRow> finished(String experiment, long seed) {
    return handle
        .createQuery(
            "select * from run where experiment = :experiment and seed = :seed"
                + " and state = 'finished' order by id desc limit 1")
        .bind("experiment", experiment)
        .bind("seed", seed)
        .map((row, context) -> runRow(row))
        .findFirst();
  }

  /** The newest run of an experiment and seed that did not come to its end. */
  Optional<RunRow> interrupted(String experiment, long seed) {
    return handle
        .createQuery(
            "select * from run where experiment = :experiment and seed = :seed"
                + " and state in ('failed', 'stopped', 'lost') order by id desc limit 1")
        .bind("experiment", experiment)
        .bind("seed", seed)
        .map((row, context) -> runRow(row))
        .findFirst();
  }

  List<RunRow> newest(RunFilter filter) {
    return handle
        .createQuery(
            "select * from run where (:method is null or method = :method)"
                + " and (:state is null or state = :state)"
                + " and (:experiment is null or name = :experiment"
                + " or substr(experiment, 1, length(:experiment)) = :experiment)"
                + " order by id desc limit :limit")
        .bind("method", filter.method())
        .bind("state", filter.state().map(RunState::word))
        .bind("experiment", filter.experiment())
        .bind("limit", filter.limit())
        .map((row, context) -> runRow(row))
        .list();
  }

  private static String some(List<RunRow> found) {
    String ids = found.stream().limit(3).map(RunRow::id).collect(Collectors.joining(", "));
    return found.size() > 3 ? ids + " and " + (found.size() - 3) + " more" : ids;
  }

  private static AlidadeException unknown(String name, String what) {
    return new AlidadeException(AlidadeException.Kind.CONFIG, "run '" + name + "': " + what);
  }

  private static RunRow runRow(ResultSet row) throws SQLException {
    return new RunRow(
        row.getString("id"),
        row.getString("experiment"),
        row.getString("name"),
        row.getString("method"),
        row.getInt("method_version"),
        row.getLong("seed"),
        RunState.of(row.getString("state")),
        Optional.ofNullable(row.getString("cause")),
        integer(row, "exit_code"),
        Timestamps.instant(row.getString("created")),
        instant(row, "started"),
        instant(row, "ended"),
        real(row, "seconds"),
        whole(row, "peak_memory_bytes"),
        whole(row, "parameters"),
        integer(row, "tried"),
        whole(row, "pid"),
        planned(row),
        row.getString("configuration"),
        row.getString("configuration_hash"),
        new Provenance(
            row.getString("code_version"),
            row.getString("engine"),
            row.getString("jdk"),
            row.getString("os"),
            row.getString("host"),
            row.getString("cpu"),
            row.getInt("processors"),
            row.getInt("threads")));
  }

  private static Optional<Planned> planned(ResultSet row) throws SQLException {
    OptionalLong bytes = whole(row, "predicted_memory_bytes");
    int microBatch = row.getInt("micro_batch");
    return Optional.ofNullable(row.getString("device"))
        .map(device -> new Planned(bytes, microBatch, device));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(Timestamps::instant);
  }

  private static OptionalInt integer(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(value);
  }

  private static OptionalLong whole(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  private static OptionalDouble real(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
