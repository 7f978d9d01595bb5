package io.alidade.runtime.run;

import io.alidade.api.AlidadeException;
import io.alidade.api.Dataset;
import io.alidade.registry.Claim;
import io.alidade.registry.NewRun;
import io.alidade.registry.Registry;
import io.alidade.registry.RunRow;
import io.alidade.runtime.plan.Experiment;
import io.alidade.runtime.plugin.PluginHost;
import io.alidade.runtime.provenance.CodeVersion;
import io.alidade.runtime.worker.Job;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether there is anything to run: a run that is finished is shown, one that was interrupted goes
 * on, and for all others a row is claimed.
 *
 * @param results folder of {@code runs/}
 * @param again whether to begin one anew in any case
 */
record Admission(
    Registry registry,
    Path results,
    PluginHost plugins,
    RunListener listener,
    Predicate<Candidate> again) {
  /**
   * What a suite asks for, with all that can be known before there is room for it.
   *
   * @param row to be claimed
   * @param fingerprints of its data, by data set id
   */
  record Candidate(
      Experiment experiment, long seed, NewRun row, Map<String, String> fingerprints) {}

  /** One of them, with the data that decides its numbers. */
  Candidate candidate(Experiment planned, long seed, Map<String, Dataset> data) {
    Map<String, String> fingerprints = new LinkedHashMap<>();
    data.forEach((id, dataset) -> fingerprints.put(id, dataset.card().fingerprint()));
    Experiment experiment = planned.grounded(fingerprints);
    String identity = experiment.identity(fingerprints);
    NewRun row = RunRecord.of(experiment, identity, seed, data.values(), plugins);
    return new Candidate(experiment, seed, row, fingerprints);
  }

  /** It has a row. */
  record Admitted(String id, Path folder, RunListener.Course course) {}

  /** Whether there is nothing to do, as things are. */
  boolean isFinished(Candidate candidate) {
    return !again.test(candidate)
        && registry.finished(candidate.row().experiment(), candidate.seed()).isPresent();
  }

  /** The run of before, which is said; empty where there is something to do. */
  Optional<RunResult> finished(Candidate candidate) {
    if (again.test(candidate)) {
      return Optional.empty();
    }
    String method = candidate.experiment().method();
    long seed = candidate.seed();
    Optional<RunRow> before = registry.finished(candidate.row().experiment(), seed);
    before.ifPresent(run -> listener.skipped(run.id(), method, seed));
    return before.map(run -> new RunResult(run.id(), method, seed, true, 0));
  }

  /**
   * Claims its row, or that of the run which is to go on. Where another seems to have it under way,
   * that one gets the time to show that it lives.
   *
   * @param index of {@code total} runs, from 1
   */
  Admitted claim(Candidate candidate, int index, int total) {
    Experiment experiment = candidate.experiment();
    long seed = candidate.seed();
    Optional<RunRow> broken = interrupted(candidate);
    Claim claim = claim(candidate, broken);
    if (claim instanceof Claim.Busy other
        && !new SignOfLife(registry, text -> listener.note(text, false)).awaited(other.run())) {
      broken = interrupted(candidate);
      claim = claim(candidate, broken);
    }
    if (claim instanceof Claim.Busy busy) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          "%s with seed %d is already %s as run %s; follow it with: alidade logs %s --follow"
              .formatted(
                  experiment.name(),
                  seed,
                  busy.run().state().word(),
                  busy.run().id(),
                  busy.run().id()));
    }
    String run = ((Claim.Created) claim).id();
    RunListener.Course course = listener.started(run, experiment.method(), seed, index, total);
    broken.ifPresent(row -> sayThatItGoesOn(row, course));
    return new Admitted(run, folder(run), course);
  }

  /** What is to go on, if anything. */
  private Optional<RunRow> interrupted(Candidate candidate) {
    return again.test(candidate)
        ? Optional.empty()
        : registry
            .interrupted(candidate.row().experiment(), candidate.seed())
            .filter(run -> Job.canGoOn(folder(run.id())));
  }

  private Claim claim(Candidate candidate, Optional<RunRow> interrupted) {
    return interrupted.isPresent()
        ? registry.reopen(interrupted.get().id())
        : registry.claim(candidate.row());
  }

  private Path folder(String run) {
    return results.resolve("runs").resolve(run);
  }

  private static void sayThatItGoesOn(RunRow run, RunListener.Course course) {
    course.goesOn();
    String ended = run.state().word() + run.cause().map(cause -> " (" + cause + ")").orElse("");
    course.note("was " + ended + "; goes on from its last checkpoint", false);
    String code = CodeVersion.current();
    if (!run.provenance().codeVersion().equals(code)) {
      course.note(
          "it was begun by code %s and goes on with %s: its numbers come of both"
              .formatted(run.provenance().codeVersion(), code),
          true);
    }
  }
}
