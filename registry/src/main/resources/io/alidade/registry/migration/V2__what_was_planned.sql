-- What was fixed before a run began: predicted memory beside the measured one, rows that are embedded
-- at once (0 takes a batch whole), and the device.
drop view run_summary;
drop view run;

alter table run_record add column predicted_memory_bytes bigint;
alter table run_record add column micro_batch integer;
alter table run_record add column device text;

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
  pid, lease_until, predicted_memory_bytes, micro_batch, device
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
