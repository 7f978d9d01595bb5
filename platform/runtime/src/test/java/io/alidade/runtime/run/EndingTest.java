package io.alidade.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.AlidadeException;
import io.alidade.api.AlidadeException.Kind;
import io.alidade.registry.RunEnd;
import io.alidade.registry.RunState;
import io.alidade.runtime.worker.Message.Ended;
import io.alidade.runtime.worker.Message.Ended.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndingTest {
  @TempDir Path folder;

  @Test
  void finishesWhenTheWorkerSaysSo() {
    RunEnd end = end(said(Outcome.FINISHED, Kind.RUN, ""), Optional.empty(), 0);

    assertThat(end.state()).isEqualTo(RunState.FINISHED);
    assertThat(end.exitCode()).isZero();
    assertThat(end.cause()).isEmpty();
    assertThat(end.peakMemoryBytes()).hasValue(1000);
    assertThat(end.seconds()).isEqualTo(2.5);
  }

  @Test
  void failsWithTheWorkersCauseAndTheCodeOfItsKind() {
    RunEnd end = end(said(Outcome.FAILED, Kind.DATA, "a.png: is no image"), Optional.empty(), 3);

    assertThat(end.state()).isEqualTo(RunState.FAILED);
    assertThat(end.cause()).contains("a.png: is no image");
    assertThat(end.exitCode()).isEqualTo(3);
  }

  @Test
  void failsWithTheHostsCauseWhateverTheWorkerSays() {
    RunEnd end =
        ending(
                Optional.of(new AlidadeException(Kind.RESOURCE, "the disk is full")),
                said(Outcome.FINISHED, Kind.RUN, ""),
                Optional.of(StopSignal.INT),
                0)
            .end(0, 1);

    assertThat(end.state()).isEqualTo(RunState.FAILED);
    assertThat(end.cause()).contains("the disk is full");
    assertThat(end.exitCode()).isEqualTo(5);
    assertThat(end.peakMemoryBytes()).isEmpty();
  }

  @Test
  void isStoppedBySignalOfTheHost() {
    RunEnd end = end(said(Outcome.STOPPED, Kind.RUN, ""), Optional.of(StopSignal.INT), 0);

    assertThat(end.state()).isEqualTo(RunState.STOPPED);
    assertThat(end.cause()).contains("Ctrl-C");
    assertThat(end.exitCode()).isEqualTo(130);
  }

  @Test
  void isStoppedWhenTheUserHadItsWorkerKilled() {
    RunEnd end = end(Optional.empty(), Optional.of(StopSignal.INT), 137);

    assertThat(end.state()).isEqualTo(RunState.STOPPED);
    assertThat(end.exitCode()).isEqualTo(130);
  }

  @Test
  void isStoppedWhenItsWorkerAloneGotASignal() {
    RunEnd end = end(said(Outcome.STOPPED, Kind.RUN, ""), Optional.empty(), 0);

    assertThat(end.state()).isEqualTo(RunState.STOPPED);
    assertThat(end.cause()).contains("SIGTERM");
    assertThat(end.exitCode()).isEqualTo(143);
  }

  @Test
  void namesTheSignalThatKilledASilentWorker() {
    assertThat(death(137)).contains("was killed (SIGKILL").doesNotContain("log");
    assertThat(death(134)).contains("SIGABRT").contains("crash.txt");
    assertThat(death(139)).contains("SIGSEGV");
    assertThat(death(7)).contains("ended with code 7").contains("its log says more");
  }

  @Test
  void tellsWhatAJvmSaidThatDidNotStart() throws IOException {
    Files.writeString(
        folder.resolve("log.txt"),
        "Error occurred during initialization of VM\nToo small maximum heap\n");

    assertThat(death(1)).endsWith("did not start: Too small maximum heap");
  }

  private String death(int code) {
    RunEnd end = end(Optional.empty(), Optional.empty(), code);
    assertThat(end.state()).isEqualTo(RunState.FAILED);
    assertThat(end.exitCode()).isEqualTo(1);
    return end.cause().orElseThrow();
  }

  private RunEnd end(Optional<Ended> said, Optional<StopSignal> stop, int code) {
    return ending(Optional.empty(), said, stop, code).end(1000, 2.5);
  }

  private Ending ending(
      Optional<AlidadeException> failure,
      Optional<Ended> said,
      Optional<StopSignal> stop,
      int code) {
    return new Ending(failure, said, stop, code, folder.resolve("log.txt"));
  }

  private static Optional<Ended> said(Outcome outcome, Kind kind, String cause) {
    return Optional.of(new Ended(outcome, kind, cause, 1));
  }
}
