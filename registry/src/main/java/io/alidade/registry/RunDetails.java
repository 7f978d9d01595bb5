package io.alidade.registry;

import io.alidade.api.Measurement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What a run leaves: metrics, measurements, artifacts, events; and what it used. */
final class RunDetails {
  private final Handle handle;

  RunDetails(Handle handle) {
    this.handle = handle;
  }

  void addMetrics(String run, List<MetricPoint> points) {
    PreparedBatch batch =
        handle.prepareBatch(
            "insert into metric_record (run, name, step, value, recorded)"
                + " values (:run, :name, :step, :value, :recorded)"
                + " on conflict (run, name, step)"
                + " do update set value = excluded.value, recorded = excluded.recorded");
    for (MetricPoint point : points) {
      batch
          .bind("run", run)
          .bind("name", point.name())
          .bind("step", point.step())
          .bind("value", number(point.value()))
          .bind("recorded", Timestamps.text(point.at()))
          .add();
    }
    if (batch.size() > 0) {
      batch.execute();
    }
  }

  List<MetricPoint> metrics(String run) {
    return handle
        .createQuery(
            "select name, step, value, recorded from metric where run = :run order by name, step")
        .bind("run", run)
        .map((row, context) -> metricPoint(row))
        .list();
  }

  RunSummary summary(RunRow run) {
    Optional<MetricPoint> loss =
        handle
            .createQuery(
                "select name, step, value, recorded from metric"
                    + " where run = :run and name = 'loss' order by step desc limit 1")
            .bind("run", run.id())
            .map((row, context) -> metricPoint(row))
            .findFirst();
    return new RunSummary(run, loss, measurements(run.id()).stream().findFirst());
  }

  void addMeasurements(String run, List<MeasurementRow> rows) {
    int position = count("measurement_record", run);
    for (MeasurementRow row : rows) {
      handle
          .createUpdate(
              "insert into measurement_record (run, position, protocol, protocol_hash, dataset,"
                  + " dataset_fingerprint, split, metric, value, unit, higher_is_better, samples)"
                  + " values (:run, :position, :protocol, :protocolHash, :dataset,"
                  + " :datasetFingerprint, :split, :metric, :number, :unit, :higherIsBetter,"
                  + " :samples) on conflict"
                  + " (run, protocol_hash, dataset, dataset_fingerprint, split, metric)"
                  + " do update set value = excluded.value, unit = excluded.unit,"
                  + " higher_is_better = excluded.higher_is_better, samples = excluded.samples")
          .bindMethods(row)
          .bindMethods(row.measurement())
          .bind("run", run)
          .bind("position", position++)
          .bind("number", number(row.measurement().value()))
          .execute();
    }
  }

  List<MeasurementRow> measurements(String run) {
    return handle
        .createQuery("select * from measurement where run = :run order by position")
        .bind("run", run)
        .map((row, context) -> measurementRow(row))
        .list();
  }

  void addArtifact(String run, ArtifactRow artifact, Instant now) {
    handle
        .createUpdate(
            "insert into artifact_record (run, path, kind, bytes, sha256, recorded)"
                + " values (:run, :path, :kind, :bytes, :sha256, :recorded)"
                + " on conflict (run, path) do update set kind = excluded.kind,"
                + " bytes = excluded.bytes, sha256 = excluded.sha256,"
                + " recorded = excluded.recorded")
        .bindMethods(artifact)
        .bind("run", run)
        .bind("recorded", Timestamps.text(now))
        .execute();
  }

  List<ArtifactRow> artifacts(String run) {
    return handle
        .createQuery("select * from artifact where run = :run order by path")
        .bind("run", run)
        .map(
            (row, context) ->
                new ArtifactRow(
                    row.getString("kind"),
                    row.getString("path"),
                    row.getLong("bytes"),
                    row.getString("sha256")))
        .list();
  }

  void addEvent(String run, EventRow event) {
    handle
        .createUpdate(
            "insert into event_record (run, position, recorded, level, text)"
                + " values (:run, :position, :recorded, :level, :text)")
        .bind("run", run)
        .bind("position", count("event_record", run))
        .bind("recorded", Timestamps.text(event.at()))
        .bind("level", event.level().word())
        .bind("text", event.text())
        .execute();
  }

  List<EventRow> events(String run) {
    return handle
        .createQuery("select * from event where run = :run order by position")
        .bind("run", run)
        .map(
            (row, context) ->
                new EventRow(
                    Timestamps.instant(row.getString("recorded")),
                    EventRow.Level.valueOf(row.getString("level").toUpperCase(Locale.ROOT)),
                    row.getString("text")))
        .list();
  }

  List<PluginRow> plugins(String run) {
    return handle
        .createQuery(
            "select plugin, version, sha256 from run_plugin where run = :run order by plugin")
        .bind("run", run)
        .map(
            (row, context) ->
                new PluginRow(
                    row.getString("plugin"), row.getString("version"), row.getString("sha256")))
        .list();
  }

  List<DatasetRow> datasets(String run) {
    return handle
        .createQuery(
            "select dataset.* from dataset join run_dataset used on used.dataset = dataset.id"
                + " and used.fingerprint = dataset.fingerprint"
                + " where used.run = :run order by dataset.id")
        .bind("run", run)
        .map(
            (row, context) ->
                new DatasetRow(
                    row.getString("id"),
                    row.getString("fingerprint"),
                    row.getString("task"),
                    row.getString("licence"),
                    row.getLong("samples")))
        .list();
  }

  private int count(String table, String run) {
    return handle
        .createQuery("select count(*) from " + table + " where run = :run")
        .bind("run", run)
        .mapTo(Integer.class)
        .one();
  }

  private static MetricPoint metricPoint(ResultSet row) throws SQLException {
    return new MetricPoint(
        row.getString("name"),
        row.getLong("step"),
        number(row, "value"),
        Timestamps.instant(row.getString("recorded")));
  }

  private static MeasurementRow measurementRow(ResultSet row) throws SQLException {
    return new MeasurementRow(
        row.getString("protocol"),
        row.getString("protocol_hash"),
        row.getString("dataset"),
        row.getString("dataset_fingerprint"),
        row.getString("split"),
        new Measurement(
            row.getString("metric"),
            number(row, "value"),
            row.getString("unit"),
            row.getBoolean("higher_is_better"),
            row.getLong("samples")));
  }

  /** SQLite would store it as null unasked; elsewhere that has to be said. */
  private static Optional<Double> number(double value) {
    return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
  }

  private static double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }
}
