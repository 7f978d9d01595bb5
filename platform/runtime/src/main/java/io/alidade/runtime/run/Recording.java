package io.alidade.runtime.run;

import io.alidade.api.AlidadeException;
import io.alidade.registry.ArtifactRow;
import io.alidade.registry.EventRow;
import io.alidade.registry.MeasurementRow;
import io.alidade.registry.MetricPoint;
import io.alidade.registry.MetricQueue;
import io.alidade.registry.Registry;
import io.alidade.runtime.worker.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what one worker says into the registry and passes it on. Nothing that the registry does
 * gets in the way of hearing the rest: the first failure is kept, and the worker is asked to stop.
 */
final class Recording implements Consumer<Message>, AutoCloseable {
  private final Registry registry;
  private final String run;
  private final Path folder;
  private final RunListener.Course course;
  private final Insistence insistence;
  private final Runnable stop;
  private final MetricQueue metrics;
  private @Nullable Set<String> known;
  private long peakBytes;
  private Message.@Nullable Ended ended;
  private volatile @Nullable AlidadeException failure;

  /**
   * @param stop asks the worker to
   */
  Recording(
      Registry registry,
      String run,
      Path folder,
      RunListener.Course course,
      Insistence insistence,
      Runnable stop) {
    this.registry = registry;
    this.run = run;
    this.folder = folder;
    this.course = course;
    this.insistence = insistence;
    this.stop = stop;
    this.metrics = new MetricQueue(registry, run);
  }

  @Override
  public void accept(Message message) {
    if (message instanceof Message.Phase phase) {
      course.phase(phase.name());
    } else if (message instanceof Message.Advance advance) {
      course.advance(advance.what(), advance.done(), advance.total());
    } else if (message instanceof Message.Metrics step) {
      Instant now = Instant.now();
      step.values()
          .forEach((name, value) -> metrics.add(new MetricPoint(name, step.step(), value, now)));
      course.metrics(step.step(), step.total(), step.values());
    } else if (message instanceof Message.Note note) {
      if (note.level() == Message.Note.Level.DETAIL) {
        write(() -> detail(note.text()));
        return;
      }
      boolean warning = note.level() == Message.Note.Level.WARNING;
      course.note(note.text(), warning);
      EventRow.Level level = warning ? EventRow.Level.WARNING : EventRow.Level.INFO;
      write(() -> registry.event(run, level, note.text()));
    } else if (message instanceof Message.Measured measured) {
      write(() -> registry.measurements(run, rows(measured)));
    } else if (message instanceof Message.Learnt learnt) {
      write(() -> registry.learnt(run, learnt.parameters(), learnt.tried()));
    } else if (message instanceof Message.Artifact artifact) {
      write(() -> record(artifact));
    } else if (message instanceof Message.Memory memory) {
      peakBytes = Math.max(peakBytes, memory.peakBytes());
    } else if (message instanceof Message.Ended end) {
      ended = end;
    }
  }

  /** A run that goes on finds again what it found before: one event is enough. */
  private void detail(String text) {
    Set<String> events = known;
    if (events == null) {
      events = new HashSet<>();
      registry.events(run).stream().map(EventRow::text).forEach(events::add);
      known = events;
    }
    if (!events.contains(text)) {
      registry.event(run, EventRow.Level.INFO, text);
      events.add(text);
    }
  }

  private void write(Runnable write) {
    if (failure != null) {
      return; // The run fails anyway, and the user waits for its end.
    }
    try {
      insistence.write(write);
    } catch (AlidadeException e) {
      fail(e);
    }
  }

  /** The run is to fail with that, whatever its worker says from now on; the first one counts. */
  void fail(AlidadeException cause) {
    if (failure == null) {
      failure = cause;
      stop.run();
    }
  }

  private static List<MeasurementRow> rows(Message.Measured measured) {
    return measured.measurements().stream()
        .map(
            one ->
                new MeasurementRow(
                    measured.protocol(),
                    measured.protocolHash(),
                    measured.dataset(),
                    measured.fingerprint(),
                    measured.split(),
                    one))
        .toList();
  }

  private void record(Message.Artifact artifact) {
    Path file = folder.resolve(artifact.path());
    try {
      registry.artifact(
          run, new ArtifactRow(artifact.kind(), artifact.path(), Files.size(file), sha256(file)));
    } catch (IOException e) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE, file + ": cannot be read; expected an artifact", e);
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] part = new byte[1 << 16];
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        digest.update(part, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Bytes, or 0 while the worker has not said. */
  long peakBytes() {
    return peakBytes;
  }

  /** Why the run fails whatever its worker says. */
  Optional<AlidadeException> failure() {
    return Optional.ofNullable(failure);
  }

  /** The worker's own account of its end; empty when it was killed or crashed. */
  Optional<Message.Ended> ended() {
    return Optional.ofNullable(ended);
  }

  /** Flushes the metrics. */
  @Override
  public void close() {
    metrics.close();
  }
}
