package io.alidade.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.registry.Claim;
import io.alidade.registry.EventRow;
import io.alidade.registry.MethodRow;
import io.alidade.registry.NewRun;
import io.alidade.registry.Provenance;
import io.alidade.registry.Registry;
import io.alidade.runtime.worker.Message;
import io.alidade.runtime.worker.Message.Note.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  @TempDir Path folder;
  private final List<String> shown = new ArrayList<>();
  private Registry registry;
  private String run;

  @BeforeEach
  void claim() {
    registry = Registry.open(folder.resolve("registry.db"));
    NewRun asked =
        new NewRun(
            "e",
            "name",
            new MethodRow("toy.method", 1, "family/leaf", "summary", "paper", 2021),
            1,
            "",
            "c",
            new Provenance("0.1.0", "engine", "17", "Linux", "host", "cpu", 2, 2),
            List.of(),
            List.of());
    run = ((Claim.Created) registry.claim(asked)).id();
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private final class Shown implements RunListener.Course {
    @Override
    public void phase(String name) {}

    @Override
    public void advance(String what, long done, long total) {}

    @Override
    public void metrics(long step, long total, Map<String, Double> values) {}

    @Override
    public void note(String sentence, boolean warning) {
      shown.add((warning ? "warning " : "") + sentence);
    }

    @Override
    public void ended(String state, String cause, double seconds) {}
  }

  private void hears(Message... messages) {
    Insistence once = new Insistence(() -> true, shown::add);
    try (Recording recording = new Recording(registry, run, folder, new Shown(), once, () -> {})) {
      List.of(messages).forEach(recording);
      assertThat(recording.failure()).isEmpty();
    }
  }

  @Test
  void keepsNotesAndShowsThoseThatAreNoDetail() {
    hears(
        new Message.Note(Level.DETAIL, "3 files are left out"),
        new Message.Note(Level.INFO, "batches in parts"),
        new Message.Note(Level.WARNING, "a name is cut"));
    assertThat(shown).containsExactly("batches in parts", "warning a name is cut");
    assertThat(registry.events(run))
        .extracting(EventRow::text)
        .containsExactly("3 files are left out", "batches in parts", "a name is cut");
    assertThat(registry.events(run))
        .extracting(EventRow::level)
        .containsExactly(EventRow.Level.INFO, EventRow.Level.INFO, EventRow.Level.WARNING);
  }

  @Test
  void keepsADetailOnceThoughTheRunGoesOn() {
    hears(new Message.Note(Level.DETAIL, "a"), new Message.Note(Level.DETAIL, "a"));
    hears(new Message.Note(Level.DETAIL, "a"), new Message.Note(Level.DETAIL, "b"));
    assertThat(registry.events(run)).extracting(EventRow::text).containsExactly("a", "b");
  }
}
