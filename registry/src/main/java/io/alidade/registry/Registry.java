package io.alidade.registry;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * The registry of runs. Safe for several threads and several processes at once; close it when done.
 *
 * <p>Every method throws {@link io.alidade.api.AlidadeException}: of kind RESOURCE when the file
 * cannot be read or written, CONFIG when the run it is asked for is not one.
 */
public final class Registry implements AutoCloseable {
  /** A transaction of ours takes milliseconds; a disk that is busy may take a second. */
  private static final int BUSY_TIMEOUT_MILLIS = 5_000;

  private final Database database;
  private final boolean readOnly;
  private final Clock clock;
  private final RandomGenerator random = RandomGenerator.getDefault();

  private Registry(Database database, boolean readOnly, Clock clock) {
    this.database = database;
    this.readOnly = readOnly;
    this.clock = clock;
  }

  /** To read and write; makes folder, file and tables where they are missing. */
  public static Registry open(Path file) {
    return open(file, Clock.systemUTC(), BUSY_TIMEOUT_MILLIS);
  }

  static Registry open(Path file, Clock clock, int busyTimeoutMillis) {
    return new Registry(Database.open(file, busyTimeoutMillis), false, clock);
  }

  /** To read; the file must be there, and nothing can be changed through it. */
  public static Registry readOnly(Path file) {
    return new Registry(Database.openReadOnly(file, BUSY_TIMEOUT_MILLIS), true, Clock.systemUTC());
  }

  public Path file() {
    return database.file();
  }

  /** Queues a run, unless one of the same experiment and seed is live; atomic over processes. */
  public Claim claim(NewRun run) {
    return database.write(handle -> new RunTable(handle).claim(run, clock.instant(), random));
  }

  /**
   * Queues a run again that did not come to its end, with all that it recorded, unless one of the
   * same experiment and seed is live.
   */
  public Claim reopen(String id) {
    return database.write(handle -> new RunTable(handle).reopen(id, clock.instant()));
  }

  /**
   * What a run learnt.
   *
   * @param parameters numbers that its training changed
   * @param tried configurations that were compared on validation
   */
  public void learnt(String id, long parameters, int tried) {
    database.useWrite(handle -> new RunTable(handle).learnt(id, parameters, tried));
  }

  /** A claim's verdict, in place of the one before. */
  public void judged(ClaimRow claim) {
    database.useWrite(handle -> new ClaimTable(handle).judged(claim, clock.instant()));
  }

  /** What was fixed for a run before its process starts. */
  public void planned(String id, Planned planned) {
    database.useWrite(handle -> new RunTable(handle).planned(id, planned));
  }

  /** The queued run's process is there. */
  public void started(String id, long pid) {
    database.useWrite(handle -> new RunTable(handle).started(id, pid, clock.instant()));
  }

  /** Renews the lease of 15 seconds; false when the run has ended, is lost or was removed. */
  public boolean heartbeat(String id) {
    return heartbeat(List.of(id));
  }

  /** {@link #heartbeat(String)}; false as well when the run went on in another process. */
  public boolean heartbeat(String id, long pid) {
    return database.write(
        handle ->
            new RunTable(handle).heartbeat(List.of(id), OptionalLong.of(pid), clock.instant()));
  }

  /** Renews several leases at once, those of queued runs too; false when one could not be. */
  public boolean heartbeat(List<String> ids) {
    return database.write(
        handle -> new RunTable(handle).heartbeat(ids, OptionalLong.empty(), clock.instant()));
  }

  /** Adds points, or replaces those of the same name and step; all or none. */
  public void metrics(String id, List<MetricPoint> points) {
    database.useWrite(handle -> new RunDetails(handle).addMetrics(id, points));
  }

  /** Adds measured numbers, or replaces those measured the same way; all or none. */
  public void measurements(String id, List<MeasurementRow> rows) {
    database.useWrite(handle -> new RunDetails(handle).addMeasurements(id, rows));
  }

  public void artifact(String id, ArtifactRow artifact) {
    database.useWrite(handle -> new RunDetails(handle).addArtifact(id, artifact, clock.instant()));
  }

  public void event(String id, EventRow.Level level, String text) {
    EventRow event = new EventRow(clock.instant(), level, text);
    database.useWrite(handle -> new RunDetails(handle).addEvent(id, event));
  }

  public void ended(String id, RunEnd end) {
    ended(id, OptionalLong.empty(), end);
  }

  /** {@link #ended(String, RunEnd)}; refused when the run went on in another process. */
  public void ended(String id, OptionalLong pid, RunEnd end) {
    database.useWrite(handle -> new RunTable(handle).ended(id, pid, end, clock.instant()));
  }

  /** Forgets a run that has ended; refuses a live one. Its folder is the caller's. */
  public void remove(String id) {
    database.useWrite(handle -> new RunTable(handle).remove(id));
  }

  /** When a live run will be lost unless it shows another sign of life; empty of all others. */
  public Optional<Instant> lease(String id) {
    return database.read(handle -> new RunQueries(handle).lease(id));
  }

  /** The newest finished run of an experiment with that seed. */
  public Optional<RunRow> finished(String experiment, long seed) {
    return database.read(handle -> new RunQueries(handle).finished(experiment, seed));
  }

  /** The newest run of an experiment with that seed which failed, was stopped or is lost. */
  public Optional<RunRow> interrupted(String experiment, long seed) {
    return database.read(handle -> new RunQueries(handle).interrupted(experiment, seed));
  }

  /** The run of an id, of an unambiguous beginning or last part of one, or {@code latest}. */
  public RunRow run(String name) {
    return database.read(handle -> new RunQueries(handle).run(name));
  }

  /** Newest first. */
  public List<RunRow> runs(RunFilter filter) {
    return database.read(handle -> new RunQueries(handle).newest(filter));
  }

  /** {@link #runs} with how far each came. */
  public List<RunSummary> summaries(RunFilter filter) {
    return database.read(
        handle -> {
          RunDetails details = new RunDetails(handle);
          return new RunQueries(handle).newest(filter).stream().map(details::summary).toList();
        });
  }

  /** By name, then step. */
  public List<MetricPoint> metrics(String id) {
    return database.read(handle -> new RunDetails(handle).metrics(id));
  }

  /** In the order they were recorded. */
  public List<MeasurementRow> measurements(String id) {
    return database.read(handle -> new RunDetails(handle).measurements(id));
  }

  public List<ArtifactRow> artifacts(String id) {
    return database.read(handle -> new RunDetails(handle).artifacts(id));
  }

  /** In the order they happened. */
  public List<EventRow> events(String id) {
    return database.read(handle -> new RunDetails(handle).events(id));
  }

  public List<PluginRow> plugins(String id) {
    return database.read(handle -> new RunDetails(handle).plugins(id));
  }

  public List<DatasetRow> datasets(String id) {
    return database.read(handle -> new RunDetails(handle).datasets(id));
  }

  /** Every experiment's numbers over its seeds; those that compare stand together. */
  public List<Standing> leaderboard() {
    return database.read(Leaderboard::read);
  }

  /** One SELECT on a connection that cannot write, within {@link QueryLimits#USUAL}. */
  public QueryResult query(String sql) {
    return query(sql, QueryLimits.USUAL);
  }

  /** One SELECT on a connection that cannot write. */
  public QueryResult query(String sql, QueryLimits limits) {
    if (readOnly) {
      return ReadOnlyQuery.run(database, sql, limits);
    }
    try (Database reader = Database.openReadOnly(database.file(), BUSY_TIMEOUT_MILLIS)) {
      return ReadOnlyQuery.run(reader, sql, limits);
    }
  }

  /** What SQLite finds wrong with the file when it reads it whole; nothing for a sound one. */
  public List<String> damage() {
    return database.read(Condition::damage);
  }

  /** Its tables' version and how many runs are in which state, in words. */
  public String described() {
    return database.read(Condition::described);
  }

  /** Lets the file grow to so many pages at most; at least to those it has. */
  void limitTo(long pages) {
    database.read(handle -> handle.execute("pragma max_page_count = " + pages));
  }

  @Override
  public void close() {
    database.close();
  }
}
