-- Tables end in _record and may change; the views over them are what a user meets and keep their columns.
-- Times are UTC, as text 'YYYY-MM-DD HH:MM:SS.mmm' where the database has no type of its own for them,
-- so that they compare with current_timestamp.

create table method_record (
  id text not null,
  version integer not null,
  leaf text not null,
  summary text not null,
  paper text not null,
  published integer not null,
  primary key (id, version)
);

create table plugin_record (
  sha256 text not null primary key,
  id text not null,
  version text not null
);

create table dataset_record (
  id text not null,
  fingerprint text not null,
  task text not null,
  licence text not null,
  samples bigint not null,
  primary key (id, fingerprint)
);

create table run_record (
  id text not null primary key,
  experiment text not null,
  name text not null,
  method text not null,
  method_version integer not null,
  seed bigint not null,
  state text not null check (state in ('queued', 'running', 'finished', 'failed', 'stopped', 'lost')),
  cause text,
  exit_code integer,
  configuration text not null,
  configuration_hash text not null,
  code_version text not null,
  engine text not null,
  jdk text not null,
  os text not null,
  host text not null,
  cpu text not null,
  processors integer not null,
  threads integer not null,
  pid bigint,
  created timestamp not null,
  started timestamp,
  ended timestamp,
  lease_until timestamp not null,
  seconds double precision,
  peak_memory_bytes bigint,
  foreign key (method, method_version) references method_record (id, version)
);

create index run_record_experiment on run_record (experiment, seed);

create table run_plugin_record (
  run text not null references run_record (id) on delete cascade,
  sha256 text not null references plugin_record (sha256),
  primary key (run, sha256)
);

create table run_dataset_record (
  run text not null references run_record (id) on delete cascade,
  dataset text not null,
  fingerprint text not null,
  primary key (run, dataset, fingerprint),
  foreign key (dataset, fingerprint) references dataset_record (id, fingerprint)
);

-- A value that is not a number is null: SQLite knows no NaN.
create table metric_record (
  run text not null references run_record (id) on delete cascade,
  name text not null,
  step bigint not null,
  value double precision,
  recorded timestamp not null,
  primary key (run, name, step)
);

create table measurement_record (
  run text not null references run_record (id) on delete cascade,
  position integer not null,
  protocol text not null,
  protocol_hash text not null,
  dataset text not null,
  dataset_fingerprint text not null,
  split text not null,
  metric text not null,
  value double precision,
  unit text not null,
  higher_is_better boolean not null,
  samples bigint not null,
  primary key (run, protocol_hash, dataset, dataset_fingerprint, split, metric)
);

create table artifact_record (
  run text not null references run_record (id) on delete cascade,
  path text not null,
  kind text not null,
  bytes bigint not null,
  sha256 text not null,
  recorded timestamp not null,
  primary key (run, path)
);

create table event_record (
  run text not null references run_record (id) on delete cascade,
  position integer not null,
  recorded timestamp not null,
  level text not null check (level in ('info', 'warning', 'error')),
  text text not null,
  primary key (run, position)
);

create view method as
select id, version, leaf, summary, paper, published from method_record;

create view plugin as
select id, version, sha256 from plugin_record;

create view dataset as
select id, fingerprint, task, licence, samples from dataset_record;

-- A dead process writes nothing: a run is lost when its lease has run out.
create view run as
select
  id, experiment, name, method, method_version, seed,
  case
    when state in ('queued', 'running') and lease_until < current_timestamp then 'lost'
    else state
  end as state,
  case
    when state in ('queued', 'running') and lease_until < current_timestamp
      then 'no sign of life since ' || lease_until || ' UTC'
    else cause
  end as cause,
  exit_code, created, started, ended, seconds, peak_memory_bytes,
  configuration, configuration_hash, code_version, engine, jdk, os, host, cpu, processors, threads,
  pid, lease_until
from run_record;

create view run_plugin as
select used.run, plugin.id as plugin, plugin.version, plugin.sha256
from run_plugin_record used
join plugin_record plugin on plugin.sha256 = used.sha256;

create view run_dataset as
select run, dataset, fingerprint from run_dataset_record;

create view metric as
select run, name, step, value, recorded from metric_record;

create view measurement as
select
  run, position, protocol, protocol_hash, dataset, dataset_fingerprint, split, metric, value, unit,
  higher_is_better, samples
from measurement_record;

create view artifact as
select run, path, kind, bytes, sha256, recorded from artifact_record;

create view event as
select run, position, recorded, level, text from event_record;

-- A run in one row: how far it came, its last loss, and the first number that was measured.
create view run_summary as
select
  run.id, run.name, run.method, run.seed, run.state, run.created, run.seconds,
  run.peak_memory_bytes, run.experiment,
  loss.step, loss.value as loss,
  first.protocol, first.dataset, first.split, first.metric, first.value, first.unit
from run
left join metric_record loss
  on loss.run = run.id and loss.name = 'loss'
  and loss.step = (select max(step) from metric_record where run = run.id and name = 'loss')
left join measurement_record first
  on first.run = run.id
  and first.position = (select min(position) from measurement_record where run = run.id);

-- What counts: of each experiment and seed the newest finished run. Rows with different
-- protocol_hash or dataset_fingerprint were measured differently and are never pooled.
create view leaderboard as
select
  protocol, protocol_hash, dataset, dataset_fingerprint, split, metric, unit, higher_is_better,
  max(name) as name, method, method_version, experiment,
  avg(value) as mean,
  case when count(*) > 1
    then sqrt(sum((value - mean) * (value - mean)) / (count(*) - 1))
  end as standard_deviation,
  count(*) as seeds,
  min(samples) as samples,
  avg(seconds) as seconds,
  min(position) as position
from (
  select
    measurement.protocol, measurement.protocol_hash, measurement.dataset,
    measurement.dataset_fingerprint, measurement.split, measurement.metric, measurement.unit,
    measurement.higher_is_better, measurement.value, measurement.samples, measurement.position,
    run.name, run.method, run.method_version, run.experiment, run.seconds,
    avg(measurement.value) over (
      partition by run.experiment, measurement.protocol_hash, measurement.dataset,
        measurement.dataset_fingerprint, measurement.split, measurement.metric
    ) as mean
  from measurement_record measurement
  join run_record run on run.id = measurement.run
  where run.id = (
    select max(again.id) from run_record again
    where again.experiment = run.experiment and again.seed = run.seed and again.state = 'finished'
  )
) counted
group by
  protocol, protocol_hash, dataset, dataset_fingerprint, split, metric, unit, higher_is_better,
  method, method_version, experiment;
