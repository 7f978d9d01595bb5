-- What a run learnt and chose: numbers that training changed (0 where it trained nothing), and how many
-- configurations were compared on validation. Claims with their verdicts.
drop view leaderboard;
drop view run_summary;
drop view run;

alter table run_record add column parameters bigint;
alter table run_record add column tried integer;

create table claim_record (
  id text not null primary key,
  statement text not null,
  verdict text not null check (verdict in ('supported', 'refuted', 'undecided')),
  reason text not null,
  difference double precision,
  low double precision,
  high double precision,
  margin double precision not null,
  seeds integer not null,
  sets integer not null,
  items bigint not null,
  draws integer not null,
  runs text not null,
  code_version text not null,
  judged timestamp not null
);

create view claim as
select
  id, statement, verdict, reason, difference, low, high, margin, seeds, sets, items, draws, runs,
  code_version, judged
from claim_record;

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
  pid, lease_until, predicted_memory_bytes, micro_batch, device,
  parameters, tried
from run_record;

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
  max(peak_memory_bytes) as peak_memory_bytes,
  max(parameters) as parameters,
  max(tried) as tried,
  max(leaf) as leaf,
  min(position) as position
from (
  select
    measurement.protocol, measurement.protocol_hash, measurement.dataset,
    measurement.dataset_fingerprint, measurement.split, measurement.metric, measurement.unit,
    measurement.higher_is_better, measurement.value, measurement.samples, measurement.position,
    run.name, run.method, run.method_version, run.experiment, run.seconds,
    run.peak_memory_bytes, run.parameters, run.tried, method_record.leaf,
    avg(measurement.value) over (
      partition by run.experiment, measurement.protocol_hash, measurement.dataset,
        measurement.dataset_fingerprint, measurement.split, measurement.metric
    ) as mean
  from measurement_record measurement
  join run_record run on run.id = measurement.run
  join method_record on method_record.id = run.method and method_record.version = run.method_version
  where run.id = (
    select max(again.id) from run_record again
    where again.experiment = run.experiment and again.seed = run.seed and again.state = 'finished'
  )
) counted
group by
  protocol, protocol_hash, dataset, dataset_fingerprint, split, metric, unit, higher_is_better,
  method, method_version, experiment;
