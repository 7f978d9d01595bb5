package io.alidade.registry;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A run as the registry knows it now.
 *
 * @param id text that sorts by creation time: {@code 261124-153012-3f9a}
 * @param state {@link RunState#LOST} when a live run's lease has run out
 * @param cause one line on why it ended, where that needs saying
 * @param planned absent while it is queued, and of runs from before there were plans
 * @param seconds from start to end; of a run that went on, all its parts together
 * @param parameters numbers that training changed; absent until that is known
 * @param tried configurations compared on validation; absent likewise
 */
public record RunRow(
    String id,
    String experiment,
    String name,
    String method,
    int methodVersion,
    long seed,
    RunState state,
    Optional<String> cause,
    OptionalInt exitCode,
    Instant created,
    Optional<Instant> started,
    Optional<Instant> ended,
    OptionalDouble seconds,
    OptionalLong peakMemoryBytes,
    OptionalLong parameters,
    OptionalInt tried,
    OptionalLong pid,
    Optional<Planned> planned,
    String configuration,
    String configurationHash,
    Provenance provenance) {}
