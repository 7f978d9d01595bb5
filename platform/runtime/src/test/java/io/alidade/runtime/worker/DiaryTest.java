package io.alidade.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.AlidadeException.Kind;
import io.alidade.api.Measurement;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DiaryTest {
  final ByteArrayOutputStream written = new ByteArrayOutputStream();
  Instant now = Instant.parse("2026-01-01T10:00:00Z");
  final Diary diary = new Diary(new PrintStream(written, true, StandardCharsets.UTF_8), () -> now);

  @Test
  void tellsARunInLines() {
    diary.accept(new Message.Phase("training"));
    diary.accept(new Message.Metrics(10, 20, Map.of("loss", 2.5)));
    diary.accept(new Message.Note(Message.Note.Level.WARNING, "a file is damaged"));
    diary.accept(
        new Message.Measured(
            "zero-shot",
            "hash",
            "iconic/emoji",
            "print",
            "test",
            List.of(new Measurement("top-1", 0.25, "share", true, 4))));
    diary.accept(new Message.Ended(Message.Ended.Outcome.FAILED, Kind.RUN, "loss is NaN", 1));

    assertThat(written.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines(
            """
            10:00:00 training
            10:00:00 10 of 20 steps, loss 2.5000
            10:00:00 warning: a file is damaged
            10:00:00 zero-shot on iconic/emoji test: top-1 0.2500
            10:00:00 failed: loss is NaN
            """);
  }

  @Test
  void writesAStepEveryFewSecondsAndTheLast() {
    for (int step = 1; step <= 12; step++) {
      diary.accept(new Message.Metrics(step, 12, Map.of()));
      now = now.plusSeconds(1);
    }

    assertThat(written.toString(StandardCharsets.UTF_8).lines())
        .extracting(line -> line.substring(9))
        .containsExactly("1 of 12 steps", "6 of 12 steps", "11 of 12 steps", "12 of 12 steps");
  }
}
