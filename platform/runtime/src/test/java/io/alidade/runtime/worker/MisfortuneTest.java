package io.alidade.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.EngineException;
import io.alidade.api.AlidadeException;
import io.alidade.api.AlidadeException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class MisfortuneTest {
  @Test
  void passesOnWhatSaysItselfWhatItIs() {
    says(new AlidadeException(Kind.DATA, "a.csv: 3: is no number"), Kind.DATA, "a.csv: 3: is no");
  }

  @Test
  void tellsAFullHeapFromOtherMemory() {
    says(new OutOfMemoryError("Java heap space"), Kind.RESOURCE, "raise execution.heap");
    says(new OutOfMemoryError("unable to create native thread"), Kind.RESOURCE, "native thread");
  }

  @Test
  void givesTheOperatorsOwnSentence() {
    says(
        new EngineException(
            """
            The following operation failed in the TorchScript interpreter.
            Traceback of TorchScript (most recent call last):
            RuntimeError: mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)
            """),
        Kind.ENGINE,
        "engine: mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)");
  }

  @Test
  void takesAnAllocationThatFailsForALackOfMemory() {
    says(
        new EngineException(
            "[enforce fail at alloc_cpu.cpp:118] err == 0. DefaultCPUAllocator: not enough memory:"
                + " you tried to allocate 4000000000000 bytes."),
        Kind.RESOURCE,
        "expected a smaller train.batch-size");
  }

  @Test
  void namesTheFileThatCannotBeWritten() {
    FileSystemException full = new FileSystemException("a/b.json", null, "No space left on device");
    says(full, Kind.RESOURCE, "a/b.json: cannot be read or written (No space left on device)");
    says(new UncheckedIOException(new IOException("no")), Kind.RESOURCE, "no");
  }

  @Test
  void blamesThePluginForAClassThatIsMissing() {
    says(new NoClassDefFoundError("acme/Library"), Kind.PLUGIN, "acme/Library");
  }

  @Test
  void pointsToThePluginsLineWhenItThrew() {
    NullPointerException thrown = new NullPointerException("label is null");
    thrown.setStackTrace(
        new StackTraceElement[] {
          frame("java.base", null, "java.util.Objects", "requireNonNull", "Objects.java", 1),
          frame(null, null, "acme.mine.MineObjective", "evaluate", "MineObjective.java", 31),
          frame(null, "app", "io.alidade.runtime.train.TrainingLoop", "step", "T.java", 9),
        });

    says(
        thrown,
        Kind.RUN,
        "acme.mine.MineObjective.evaluate (MineObjective.java:31) threw"
            + " java.lang.NullPointerException: label is null");
  }

  @Test
  void ownsUpToABugOfOurs() {
    says(new IllegalStateException("never"), Kind.INTERNAL, "IllegalStateException: never");

    IllegalStateException fromOurPlugin = new IllegalStateException("never");
    fromOurPlugin.setStackTrace(
        new StackTraceElement[] {frame(null, null, "io.alidade.iconic.Renderer", "draw", "R", 1)});
    says(fromOurPlugin, Kind.INTERNAL, "never");
  }

  private static void says(Throwable thrown, Kind kind, String part) {
    Misfortune misfortune = Misfortune.of(thrown);
    assertThat(misfortune.kind()).isEqualTo(kind);
    assertThat(misfortune.sentence()).contains(part).hasLineCount(1);
  }

  private static StackTraceElement frame(
      String module, String loader, String type, String method, String file, int line) {
    return new StackTraceElement(loader, module, null, type, method, file, line);
  }
}
