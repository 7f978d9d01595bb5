package io.alidade.registry;

import io.alidade.api.AlidadeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/** A run's row, from claim to end. Every method is called inside a transaction of the caller. */
final class RunTable {
  /** Live for so long without a heartbeat. */
  static final Duration LEASE = Duration.ofSeconds(15);

  private static final String OF_THAT_PROCESS = " and (:pid is null or pid is null or pid = :pid)";

  private final Handle handle;

  RunTable(Handle handle) {
    this.handle = handle;
  }

  Claim claim(NewRun run, Instant now, RandomGenerator random) {
    settleLost(run.experiment(), run.seed());
    Optional<RunRow> live = new RunQueries(handle).live(run.experiment(), run.seed());
    if (live.isPresent()) {
      return new Claim.Busy(live.get());
    }
    Optional<String> newest =
        handle.createQuery("select max(id) from run_record").mapTo(String.class).findOne();
    String id = RunIds.next(now, newest, random);
    describe(run);
    insert(id, run, now);
    link(id, run);
    return new Claim.Created(id);
  }

  /** What died stays dead: its late heartbeat must not bring it back beside its successor. */
  private void settleLost(String experiment, long seed) {
    handle
        .createUpdate(
            "update run_record set state = 'lost', ended = lease_until,"
                + " cause = 'no sign of life since ' || lease_until || ' UTC'"
                + " where experiment = :experiment and seed = :seed"
                + " and state in ('queued', 'running') and lease_until < current_timestamp")
        .bind("experiment", experiment)
        .bind("seed", seed)
        .execute();
  }

  Claim reopen(String id, Instant now) {
    RunQueries queries = new RunQueries(handle);
    RunRow run = queries.run(id);
    settleLost(run.experiment(), run.seed());
    Optional<RunRow> live = queries.live(run.experiment(), run.seed());
    if (live.isPresent()) {
      return new Claim.Busy(live.get());
    }
    int changed =
        handle
            .createUpdate(
                // A process that was taken for dead may wake up: it is not this one's any more.
                "update run_record set state = 'queued', cause = null, exit_code = null,"
                    + " ended = null, pid = 0, lease_until = :lease"
                    + " where id = :id and state in ('failed', 'stopped', 'lost')")
            .bind("lease", Timestamps.text(now.plus(LEASE)))
            .bind("id", run.id())
            .execute();
    expectOne(changed, run.id(), "go on", "one that failed, was stopped or is lost");
    return new Claim.Created(run.id());
  }

  private void describe(NewRun run) {
    handle
        .createUpdate(
            "insert into method_record (id, version, leaf, summary, paper, published)"
                + " values (:id, :version, :leaf, :summary, :paper, :published)"
                + " on conflict (id, version) do update set leaf = excluded.leaf,"
                + " summary = excluded.summary, paper = excluded.paper,"
                + " published = excluded.published")
        .bindMethods(run.method())
        .execute();
    for (PluginRow plugin : run.plugins()) {
      handle
          .createUpdate(
              "insert into plugin_record (sha256, id, version) values (:sha256, :id, :version)"
                  + " on conflict (sha256) do nothing")
          .bindMethods(plugin)
          .execute();
    }
    for (DatasetRow dataset : run.datasets()) {
      handle
          .createUpdate(
              "insert into dataset_record (id, fingerprint, task, licence, samples)"
                  + " values (:id, :fingerprint, :task, :licence, :samples)"
                  + " on conflict (id, fingerprint) do nothing")
          .bindMethods(dataset)
          .execute();
    }
  }

  private void insert(String id, NewRun run, Instant now) {
    handle
        .createUpdate(
            "insert into run_record (id, experiment, name, method, method_version, seed, state,"
                + " configuration, configuration_hash, code_version, engine, jdk, os, host, cpu,"
                + " processors, threads, created, lease_until)"
                + " values (:id, :experiment, :name, :method, :method_version, :seed, 'queued',"
                + " :configuration, :configuration_hash, :codeVersion, :engine, :jdk, :os, :host,"
                + " :cpu, :processors, :threads, :created, :lease_until)")
        .bindMethods(run.provenance())
        .bind("id", id)
        .bind("experiment", run.experiment())
        .bind("name", run.name())
        .bind("method", run.method().id())
        .bind("method_version", run.method().version())
        .bind("seed", run.seed())
        .bind("configuration", run.configuration())
        .bind("configuration_hash", run.configurationHash())
        .bind("created", Timestamps.text(now))
        .bind("lease_until", Timestamps.text(now.plus(LEASE)))
        .execute();
  }

  private void link(String id, NewRun run) {
    for (PluginRow plugin : run.plugins()) {
      handle.execute(
          "insert into run_plugin_record (run, sha256) values (?, ?) on conflict do nothing",
          id,
          plugin.sha256());
    }
    for (DatasetRow dataset : run.datasets()) {
      handle.execute(
          "insert into run_dataset_record (run, dataset, fingerprint) values (?, ?, ?)"
              + " on conflict do nothing",
          id,
          dataset.id(),
          dataset.fingerprint());
    }
  }

  void planned(String id, Planned planned) {
    handle
        .createUpdate(
            "update run_record set predicted_memory_bytes = :memoryBytes,"
                + " micro_batch = :microBatch, device = :device where id = :id")
        .bindMethods(planned)
        .bind("id", id)
        .execute();
  }

  void learnt(String id, long parameters, int tried) {
    handle
        .createUpdate(
            "update run_record set parameters = :parameters, tried = :tried where id = :id")
        .bind("parameters", parameters)
        .bind("tried", tried)
        .bind("id", id)
        .execute();
  }

  void started(String id, long pid, Instant now) {
    int changed =
        handle
            .createUpdate(
                "update run_record set state = 'running', pid = :pid,"
                    + " started = coalesce(started, :now),"
                    + " lease_until = :lease where id = :id and state = 'queued'")
            .bind("pid", pid)
            .bind("now", Timestamps.text(now))
            .bind("lease", Timestamps.text(now.plus(LEASE)))
            .bind("id", id)
            .execute();
    expectOne(changed, id, "start", "a queued run");
  }

  /**
   * Renews the leases.
   *
   * @param pid of the process that they were given to; empty while none was started
   */
  boolean heartbeat(List<String> ids, OptionalLong pid, Instant now) {
    int changed = 0;
    for (String id : ids) {
      changed +=
          handle
              .createUpdate(
                  "update run_record set lease_until = :lease"
                      + " where id = :id and state in ('queued', 'running')"
                      + OF_THAT_PROCESS)
              .bind("lease", Timestamps.text(now.plus(LEASE)))
              .bind("id", id)
              .bind("pid", pid)
              .execute();
    }
    return changed == ids.size();
  }

  void ended(String id, OptionalLong pid, RunEnd end, Instant now) {
    int changed =
        handle
            .createUpdate(
                "update run_record set state = :state, cause = :cause, exit_code = :exit,"
                    + " peak_memory_bytes = case when :peak is null or peak_memory_bytes > :peak"
                    + " then peak_memory_bytes else :peak end,"
                    + " seconds = coalesce(seconds, 0) + :seconds, ended = :now"
                    + " where id = :id and state in ('queued', 'running', 'lost')"
                    + OF_THAT_PROCESS)
            .bind("pid", pid)
            .bind("state", end.state().word())
            .bind("cause", end.cause())
            .bind("exit", end.exitCode())
            .bind("peak", end.peakMemoryBytes())
            .bind("seconds", end.seconds())
            .bind("now", Timestamps.text(now))
            .bind("id", id)
            .execute();
    expectOne(changed, id, "end", "a run that has not ended");
  }

  void remove(String id) {
    RunRow run = new RunQueries(handle).run(id);
    if (run.state().isLive()) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "run " + run.id() + ": is " + run.state().word() + "; expected one that has ended");
    }
    handle.execute("delete from run_record where id = ?", run.id());
  }

  private static void expectOne(int changed, String id, String verb, String expected) {
    if (changed != 1) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          "run " + id + ": cannot " + verb + "; expected " + expected);
    }
  }
}
