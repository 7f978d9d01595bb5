package io.alidade.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.AlidadeException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
  @TempDir Path folder;
  Path file;
  Registry registry;

  @BeforeEach
  void open() {
    file = folder.resolve("results/registry.db");
    registry = Registry.open(file);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void keepsWhatARunIsMadeOf() {
    String id = Runs.claim(registry, "e1", 7);

    RunRow run = registry.run(id);

    assertThat(run.experiment()).isEqualTo("e1");
    assertThat(run.seed()).isEqualTo(7);
    assertThat(run.state()).isEqualTo(RunState.QUEUED);
    assertThat(run.provenance()).isEqualTo(Runs.PROVENANCE);
    assertThat(run.configuration()).isEqualTo("train { steps = 10 }");
    assertThat(registry.plugins(id)).containsExactly(Runs.PLUGIN);
    assertThat(registry.datasets(id)).containsExactly(Runs.DATASET);
  }

  @Test
  void followsARunToItsEnd() {
    String id = Runs.claim(registry, "e1", 1);
    registry.started(id, 4242);
    assertThat(registry.run(id).state()).isEqualTo(RunState.RUNNING);
    assertThat(registry.run(id).pid()).hasValue(4242);
    assertThat(registry.finished("e1", 1)).isEmpty();
    assertThat(registry.run(id).parameters()).isEmpty();
    assertThat(registry.run(id).tried()).isEmpty();
    registry.learnt(id, 1L << 33, 9);

    registry.ended(
        id, new RunEnd(RunState.FINISHED, Optional.empty(), 0, OptionalLong.of(1L << 33), 12.5));

    RunRow run = registry.run(id);
    assertThat(run.state()).isEqualTo(RunState.FINISHED);
    assertThat(run.exitCode()).hasValue(0);
    assertThat(run.peakMemoryBytes()).hasValue(1L << 33);
    assertThat(run.seconds()).hasValue(12.5);
    assertThat(run.parameters()).hasValue(1L << 33);
    assertThat(run.tried()).hasValue(9);
    assertThat(registry.finished("e1", 1)).contains(run);
    assertThat(registry.heartbeat(id)).isFalse();
  }

  @Test
  void keepsWhatARunWasPlannedWithWhereItWasPredictedAndWhereNot() {
    String id = Runs.claim(registry, "e1", 1);
    assertThat(registry.run(id).planned()).isEmpty();

    Planned cut = new Planned(OptionalLong.of(3L << 32), 64, "cpu");
    registry.planned(id, cut);
    assertThat(registry.run(id).planned()).contains(cut);

    Planned unknown = new Planned(OptionalLong.empty(), 0, "gpu:0");
    registry.planned(id, unknown);
    assertThat(registry.run(id).planned()).contains(unknown);
  }

  @Test
  void opensARunAgainThatDidNotComeToItsEnd() {
    String id = Runs.claim(registry, "e1", 1);
    registry.started(id, 1);
    Instant started = registry.run(id).started().orElseThrow();
    registry.ended(
        id, new RunEnd(RunState.STOPPED, Optional.of("Ctrl-C"), 130, OptionalLong.of(9), 10));
    assertThat(registry.interrupted("e1", 1)).contains(registry.run(id));

    assertThat(registry.reopen(id)).isEqualTo(new Claim.Created(id));

    assertThat(registry.run(id).state()).isEqualTo(RunState.QUEUED);
    assertThat(registry.run(id).cause()).isEmpty();
    assertThat(registry.claim(Runs.of("e1", 1))).isInstanceOf(Claim.Busy.class);
    registry.started(id, 2);
    registry.ended(id, new RunEnd(RunState.FINISHED, Optional.empty(), 0, OptionalLong.of(7), 5));
    RunRow run = registry.run(id);
    assertThat(run.started()).contains(started);
    assertThat(run.seconds()).hasValue(15); // of both parts
    assertThat(run.peakMemoryBytes()).hasValue(9); // the higher one
    assertThat(registry.interrupted("e1", 1)).isEmpty();
    assertThatThrownBy(() -> registry.reopen(id))
        .isInstanceOf(AlidadeException.class)
        .hasMessageContaining("expected one that failed, was stopped or is lost");
  }

  @Test
  void doesNotLetAProcessBackThatWokeUpAfterItsRunWentOnElsewhere() {
    String id;
    try (Registry past =
        Registry.open(
            file, Clock.fixed(Instant.parse("2020-01-01T00:00:00Z"), ZoneOffset.UTC), 1000)) {
      id = Runs.claim(past, "e1", 1);
      past.started(id, 1);
    }

    registry.reopen(id);
    assertThat(registry.heartbeat(id, 1)).isFalse();
    registry.started(id, 2);

    assertThat(registry.heartbeat(id, 1)).isFalse();
    assertThat(registry.heartbeat(id, 2)).isTrue();
    RunEnd end = new RunEnd(RunState.STOPPED, Optional.of("Ctrl-C"), 130, OptionalLong.empty(), 1);
    assertThatThrownBy(() -> registry.ended(id, OptionalLong.of(1), end))
        .hasMessageContaining("cannot end");
    registry.ended(id, OptionalLong.of(2), end);
    assertThat(registry.run(id).state()).isEqualTo(RunState.STOPPED);
  }

  @Test
  void opensALostRunAgainUnlessAnotherTookItsPlace() {
    String lost;
    try (Registry past = at("2020-01-01T00:00:00Z")) {
      lost = Runs.claim(past, "e1", 1);
      past.started(lost, 1);
    }
    assertThat(registry.interrupted("e1", 1)).map(RunRow::id).contains(lost);
    assertThat(registry.reopen(lost)).isEqualTo(new Claim.Created(lost));
    registry.ended(lost, new RunEnd(RunState.FAILED, Optional.of("x"), 1, OptionalLong.empty(), 1));
    String next = Runs.claim(registry, "e1", 1);
    assertThat(registry.reopen(lost))
        .isInstanceOfSatisfying(
            Claim.Busy.class, busy -> assertThat(busy.run().id()).isEqualTo(next));
  }

  @Test
  void refusesASecondLiveRunOfTheSameExperimentAndSeed() {
    String id = Runs.claim(registry, "e1", 1);

    assertThat(registry.claim(Runs.of("e1", 1)))
        .isInstanceOfSatisfying(
            Claim.Busy.class, busy -> assertThat(busy.run().id()).isEqualTo(id));
    assertThat(registry.claim(Runs.of("e1", 2))).isInstanceOf(Claim.Created.class);
    assertThat(registry.claim(Runs.of("e2", 1))).isInstanceOf(Claim.Created.class);
    assertThat(registry.runs(RunFilter.newest(10))).hasSize(3);
  }

  @Test
  void tellsTheLeaseOfLiveRunsAlone() {
    String dead;
    try (Registry past = at("2020-01-01T00:00:00Z")) {
      dead = Runs.claim(past, "e1", 1);
      past.started(dead, 1);
      assertThat(past.lease(dead)).isEmpty(); // The database has a clock of its own.
    }
    String live = Runs.claim(registry, "e2", 1);

    Instant first = registry.lease(live).orElseThrow();
    assertThat(first).isAfter(registry.run(live).created());
    registry.ended(
        live, new RunEnd(RunState.STOPPED, Optional.of("x"), 130, OptionalLong.empty(), 1));
    assertThat(registry.lease(live)).isEmpty();
  }

  @Test
  void readsARunWithoutALeaseAsLostAndLetsAnotherTakeItsPlace() {
    String dead;
    try (Registry past = at("2020-01-01T00:00:00Z")) {
      dead = Runs.claim(past, "e1", 1);
      past.started(dead, 1);
    }
    assertThat(registry.run(dead).state()).isEqualTo(RunState.LOST);
    assertThat(registry.run(dead).cause())
        .contains("no sign of life since 2020-01-01 00:00:15.000 UTC");

    String next = Runs.claim(registry, "e1", 1);

    assertThat(registry.run(next).state()).isEqualTo(RunState.QUEUED);
    assertThat(registry.heartbeat(dead)).isFalse();
    assertThat(registry.run(dead).ended()).contains(Instant.parse("2020-01-01T00:00:15Z"));
  }

  @Test
  void bringsARunBackWhoseHeartbeatWasOnlyLate() {
    String late;
    try (Registry past = at("2020-01-01T00:00:00Z")) {
      late = Runs.claim(past, "e1", 1);
    }

    assertThat(registry.heartbeat(late)).isTrue();

    assertThat(registry.run(late).state()).isEqualTo(RunState.QUEUED);
  }

  @Test
  void givesIdsThatSortByCreation() {
    List<String> made =
        IntStream.range(0, 50).mapToObj(seed -> Runs.claim(registry, "e1", seed)).toList();

    assertThat(made).isSorted().doesNotHaveDuplicates();
    assertThat(made).allMatch(id -> id.matches("\\d{6}-\\d{6}-[0-9a-f]{4}"));
    assertThat(registry.run("latest").id()).isEqualTo(made.get(49));
  }

  @Test
  void givesSortedIdsEvenWhenTheClockGoesBack() {
    String first = Runs.claim(registry, "e1", 1);
    try (Registry past = at("2020-01-01T00:00:00Z")) {
      assertThat(Runs.claim(past, "e1", 2)).isGreaterThan(first);
    }
  }

  @Test
  void findsARunByBeginningAndByLastPart() {
    String id = Runs.claim(registry, "e1", 1);

    assertThat(registry.run(id.substring(0, 9)).id()).isEqualTo(id);
    assertThat(registry.run(id.substring(14)).id()).isEqualTo(id);
  }

  @Test
  void namesTheRunsThatAnAmbiguousBeginningFits() {
    String one = Runs.claim(registry, "e1", 1);
    Runs.claim(registry, "e1", 2);

    assertThatThrownBy(() -> registry.run(one.substring(0, 2)))
        .isInstanceOfSatisfying(
            AlidadeException.class,
            failure -> assertThat(failure.kind()).isEqualTo(AlidadeException.Kind.CONFIG))
        .hasMessageContaining(one)
        .hasMessageContaining("expected enough of the id");
    assertThatThrownBy(() -> registry.run("nope")).hasMessageContaining("run 'nope': no id");
  }

  @Test
  void keepsOneMetricRowAStep() {
    String id = Runs.claim(registry, "e1", 1);
    Instant at = Instant.parse("2026-01-01T00:00:00Z");

    registry.metrics(
        id, List.of(new MetricPoint("loss", 1, 3, at), new MetricPoint("loss", 2, 2, at)));
    registry.metrics(id, List.of(new MetricPoint("loss", 2, 1.5, at)));
    registry.metrics(id, List.of(new MetricPoint("loss", 3, Double.NaN, at)));

    assertThat(registry.metrics(id))
        .containsExactly(
            new MetricPoint("loss", 1, 3, at),
            new MetricPoint("loss", 2, 1.5, at),
            new MetricPoint("loss", 3, Double.NaN, at));
  }

  @Test
  void keepsMeasurementsArtifactsAndEventsInOrder() {
    String id = Runs.claim(registry, "e1", 1);

    registry.measurements(id, List.of(Runs.top1(0.1), Runs.top1(0.2, "p2")));
    registry.measurements(id, List.of(Runs.top1(0.3)));
    registry.artifact(id, new ArtifactRow("checkpoint", "checkpoints/model.safetensors", 5, "ab"));
    registry.event(id, EventRow.Level.WARNING, "first");
    registry.event(id, EventRow.Level.INFO, "second");

    assertThat(registry.measurements(id)).containsExactly(Runs.top1(0.3), Runs.top1(0.2, "p2"));
    assertThat(registry.artifacts(id)).hasSize(1);
    assertThat(registry.events(id)).extracting(EventRow::text).containsExactly("first", "second");
  }

  @Test
  void forgetsARunThatEndedAndRefusesToForgetALiveOne() {
    String id = Runs.claim(registry, "e1", 1);
    registry.measurements(id, List.of(Runs.top1(0.1)));
    assertThatThrownBy(() -> registry.remove(id)).hasMessageContaining("is queued");

    registry.ended(id, new RunEnd(RunState.FAILED, Optional.of("why"), 1, OptionalLong.empty(), 1));
    registry.remove(id);

    assertThat(registry.runs(RunFilter.newest(10))).isEmpty();
    assertThat(registry.query("select * from measurement").rows()).isEmpty();
  }

  @Test
  void filtersRuns() {
    String failed = Runs.claim(registry, "abcd", 1);
    registry.ended(
        failed, new RunEnd(RunState.FAILED, Optional.of("why"), 1, OptionalLong.empty(), 1));
    String queued = Runs.claim(registry, "e1", 1);

    assertThat(ids(Optional.empty(), Optional.of(RunState.FAILED), Optional.empty()))
        .containsExactly(failed);
    assertThat(ids(Optional.empty(), Optional.empty(), Optional.of("abc"))).containsExactly(failed);
    assertThat(ids(Optional.empty(), Optional.empty(), Optional.of("name of e1")))
        .containsExactly(queued);
    assertThat(ids(Optional.of("other"), Optional.empty(), Optional.empty())).isEmpty();
  }

  private List<String> ids(
      Optional<String> method, Optional<RunState> state, Optional<String> experiment) {
    return registry.runs(new RunFilter(method, state, experiment, 10)).stream()
        .map(RunRow::id)
        .toList();
  }

  private Registry at(String instant) {
    return Registry.open(file, Clock.fixed(Instant.parse(instant), ZoneOffset.UTC), 1_000);
  }
}
