package io.alidade.runtime.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.AlidadeException;
import io.alidade.runtime.memory.MicroBatch.Parts;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicroBatchTest {
  private static final long MB = 1_000_000;

  /** 500 MB, and for each row 10 MB of which 1 MB while it waits: by hand in every test. */
  private static final Footprint FOOTPRINT = new Footprint(500 * MB, 10 * MB, MB, 0);

  private static MicroBatch choose(
      int batch, String configured, Parts parts, MachineMemory memory) {
    OptionalInt rows =
        configured.equals("auto")
            ? OptionalInt.empty()
            : OptionalInt.of(Integer.parseInt(configured));
    return MicroBatch.choose(batch, rows, parts, FOOTPRINT, memory);
  }

  private static MachineMemory machine(long total, long usable) {
    return new MachineMemory(total * MB, usable * MB);
  }

  @Test
  void addsUpWhatRowsTake() {
    Footprint pairs = new Footprint(100, 10, 1, 0.5);
    assertThat(pairs.whole(8)).isEqualTo(100 + 80 + 32);
    assertThat(pairs.parts(8, 2)).isEqualTo(100 + 20 + 6 + 32);
    assertThat(pairs.parts(8, 16)).isEqualTo(pairs.whole(8));
    assertThat(Footprint.still(7).whole(1000)).isEqualTo(7);
  }

  /** A whole batch of 100 takes 1500 MB, in parts of m 500 + 10 m + (100 - m) = 600 + 9 m. */
  @ParameterizedTest
  @CsvSource({
    "1500, 0, 1500", // just fits
    "1499, 64, 1176",
    "1176, 64, 1176",
    "1175, 32, 888",
    "700,  8, 672",
    "609,  1, 609"
  })
  void takesABatchWholeWhereItFitsAndElseTheLargestPartThatDoes(
      long usable, int rows, long megabytes) {
    assertThat(choose(100, "auto", Parts.ALLOWED, machine(2 * usable, usable)))
        .isEqualTo(new MicroBatch(rows, megabytes * MB));
  }

  /** What was free or taken by others has no way in: only the machine's total has. */
  @Test
  void choosesThePartsOfANumberAsTheyAre() {
    assertThat(choose(100, "48", Parts.ALLOWED, machine(2000, 100)))
        .isEqualTo(new MicroBatch(48, 1032 * MB));
    assertThat(choose(100, "0", Parts.ALLOWED, machine(2000, 100)))
        .isEqualTo(new MicroBatch(0, 1500 * MB));
  }

  @Test
  void takesABatchWholeThatMayJustFitWhereItCannotBeCut() {
    assertThat(choose(100, "auto", Parts.BATCH_STATISTICS, machine(1600, 1280)))
        .isEqualTo(new MicroBatch(0, 1500 * MB));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "auto | BATCH_STATISTICS | 1400 | a batch of 100 takes about 1.5 GB of 1.4 GB, and cannot be"
            + " embedded in parts, since the batch statistics of its tower would be those of a"
            + " part; expected a lower train.batch-size",
        "auto | DIRECT | 1400 | a batch of 100 takes about 1.5 GB of 1.4 GB, and cannot be embedded"
            + " in parts, since this method's loss is not one on embeddings alone; expected a lower"
            + " train.batch-size",
        "auto | ALLOWED | 600 | a batch of 100 in parts of 1 takes about 609 MB of 600 MB; expected"
            + " a lower train.batch-size, or a smaller model",
        "0 | ALLOWED | 1400 | a batch of 100 takes about 1.5 GB of 1.4 GB; expected a lower"
            + " train.batch-size, or train.micro-batch = auto",
        "64 | ALLOWED | 1100 | a batch of 100 in parts of 64 takes about 1.2 GB of 1.1 GB; expected"
            + " a lower train.batch-size, or train.micro-batch = auto",
        "0 | DIRECT | 1400 | a batch of 100 takes about 1.5 GB of 1.4 GB; expected a lower"
            + " train.batch-size"
      })
  void refusesInOneSentenceWhatCannotFit(
      String configured, Parts parts, long total, String sentence) {
    assertThatThrownBy(() -> choose(100, configured, parts, machine(total, total)))
        .isInstanceOfSatisfying(
            AlidadeException.class,
            e -> assertThat(e.kind()).isEqualTo(AlidadeException.Kind.RESOURCE))
        .hasMessage("memory: " + sentence);
  }

  @Test
  void plansForWhatTheConfigurationSaysOrMostOfTheMachine() {
    assertThat(MachineMemory.here(java.util.OptionalLong.of(5))).isEqualTo(new MachineMemory(5, 5));
    MachineMemory here = MachineMemory.here(java.util.OptionalLong.empty());
    assertThat(here.usable()).isPositive().isLessThan(here.total());
    assertThat(MachineMemory.here(java.util.OptionalLong.empty())).isEqualTo(here);
  }
}
