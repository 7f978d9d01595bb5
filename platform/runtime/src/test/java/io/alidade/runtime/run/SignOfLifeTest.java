package io.alidade.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.registry.Claim;
import io.alidade.registry.MethodRow;
import io.alidade.registry.NewRun;
import io.alidade.registry.Provenance;
import io.alidade.registry.Registry;
import io.alidade.registry.RunEnd;
import io.alidade.registry.RunState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens while it is awaited happens as soon as that is said. */
class SignOfLifeTest {
  @TempDir Path folder;
  Registry registry;
  String id;
  final List<String> said = new ArrayList<>();

  @BeforeEach
  void start() {
    registry = Registry.open(folder.resolve("registry.db"));
    NewRun run =
        new NewRun(
            "e1",
            "name",
            new MethodRow("acme.mine", 1, "baseline", "s", "p", 2026),
            1,
            "name = name",
            "0",
            new Provenance("version", "engine", "jdk", "os", "host", "cpu", 1, 1),
            List.of(),
            List.of());
    id = ((Claim.Created) registry.claim(run)).id();
    registry.started(id, 1);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void isARenewedLease() {
    Optional<Instant> first = registry.lease(id);

    assertThat(awaited(() -> renew(first))).isTrue();
    assertThat(said).singleElement().asString().contains(id).contains("running a moment ago");
  }

  /** Leases are told apart by the millisecond. */
  private void renew(Optional<Instant> first) {
    do {
      registry.heartbeat(id);
    } while (registry.lease(id).equals(first));
  }

  @Test
  void isAFinishedRunAsWell() {
    assertThat(awaited(() -> end(RunState.FINISHED))).isTrue();
  }

  @Test
  void doesNotComeOfARunThatWasStoppedMeanwhile() {
    assertThat(awaited(() -> end(RunState.STOPPED))).isFalse();
  }

  private void end(RunState state) {
    registry.ended(id, new RunEnd(state, Optional.empty(), 0, OptionalLong.empty(), 1));
  }

  private boolean awaited(Runnable meanwhile) {
    return new SignOfLife(
            registry,
            text -> {
              said.add(text);
              meanwhile.run();
            })
        .awaited(registry.run(id));
  }
}
