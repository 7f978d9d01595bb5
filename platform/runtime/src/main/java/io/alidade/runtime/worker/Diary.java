package io.alidade.runtime.worker;

import io.alidade.api.Measurement;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a run says, in lines for its log: whoever follows a run reads these. */
final class Diary implements Consumer<Message> {
  private static final Duration BETWEEN_STEPS = Duration.ofSeconds(5);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  private final PrintStream log;
  private final Supplier<Instant> now;
  private Instant lastStep = Instant.MIN;

  Diary(PrintStream log, Supplier<Instant> now) {
    this.log = log;
    this.now = now;
  }

  @Override
  public void accept(Message message) {
    if (message instanceof Message.Phase phase) {
      lastStep = Instant.MIN;
      line(phase.name());
    } else if (message instanceof Message.Advance advance) {
      step(advance.done(), advance.total(), advance.what(), Map.of());
    } else if (message instanceof Message.Metrics metrics) {
      step(metrics.step(), metrics.total(), "steps", metrics.values());
    } else if (message instanceof Message.Note note) {
      line(note.level().name().toLowerCase(Locale.ROOT) + ": " + note.text());
    } else if (message instanceof Message.Measured measured) {
      line(
          "%s on %s %s: %s"
              .formatted(
                  measured.protocol(),
                  measured.dataset(),
                  measured.split(),
                  measured.measurements().stream()
                      .map(Diary::words)
                      .collect(Collectors.joining(", "))));
    } else if (message instanceof Message.Ended ended) {
      String outcome = ended.outcome().name().toLowerCase(Locale.ROOT);
      line(ended.cause().isEmpty() ? outcome : outcome + ": " + ended.cause());
    }
  }

  private void step(long done, long total, String what, Map<String, Double> values) {
    Instant at = now.get();
    if (done < total && at.isBefore(lastStep.plus(BETWEEN_STEPS))) {
      return;
    }
    lastStep = at;
    Double loss = values.get("loss");
    line(
        "%d of %d %s%s"
            .formatted(
                done,
                total,
                what,
                loss == null ? "" : String.format(Locale.ROOT, ", loss %.4f", loss)));
  }

  private static String words(Measurement measured) {
    return String.format(Locale.ROOT, "%s %.4f", measured.metric(), measured.value());
  }

  private void line(String text) {
    log.println(CLOCK.format(now.get()) + " " + text);
  }
}
