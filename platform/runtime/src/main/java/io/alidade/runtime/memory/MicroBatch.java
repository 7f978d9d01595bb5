package io.alidade.runtime.memory;

import io.alidade.api.AlidadeException;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * How much of a batch is embedded at once.
 *
 * @param rows of a part; 0 takes the batch whole
 * @param bytes the run then takes
 */
public record MicroBatch(int rows, long bytes) {
  /** Whether a batch can be embedded in parts, or why not. */
  public enum Parts {
    ALLOWED(""),
    /** The objective is one on the batch as a whole. */
    DIRECT("this method's loss is not one on embeddings alone"),
    /** A row depends on the others of its part. */
    BATCH_STATISTICS("the batch statistics of its tower would be those of a part");

    private final String reason;

    Parts(String reason) {
      this.reason = reason;
    }
  }

  /**
   * The configured part, or the batch where it fits, or the largest power of two that does. Refuses
   * what cannot fit.
   *
   * @param batch rows
   * @param configured {@code train.micro-batch}; empty for auto
   */
  public static MicroBatch choose(
      int batch, OptionalInt configured, Parts parts, Footprint footprint, MachineMemory memory) {
    if (configured.isPresent()) {
      int rows = configured.getAsInt();
      long bytes = rows == 0 ? footprint.whole(batch) : footprint.parts(batch, rows);
      if (bytes > memory.total()) {
        String advice =
            parts == Parts.ALLOWED
                ? "a lower train.batch-size, or train.micro-batch = auto"
                : "a lower train.batch-size";
        throw tooMuch(rows == 0 ? batch : rows, batch, bytes, memory, "", advice);
      }
      return new MicroBatch(rows, bytes);
    }
    long whole = footprint.whole(batch);
    if (whole <= memory.usable()) {
      return new MicroBatch(0, whole);
    }
    if (parts != Parts.ALLOWED) {
      if (whole <= memory.total()) {
        return new MicroBatch(0, whole);
      }
      String why = ", and cannot be embedded in parts, since " + parts.reason;
      throw tooMuch(batch, batch, whole, memory, why, "a lower train.batch-size");
    }
    for (int rows = Integer.highestOneBit(batch - 1); rows >= 1; rows /= 2) {
      long bytes = footprint.parts(batch, rows);
      if (bytes <= memory.usable()) {
        return new MicroBatch(rows, bytes);
      }
    }
    throw tooMuch(
        1,
        batch,
        footprint.parts(batch, 1),
        memory,
        "",
        "a lower train.batch-size, or a smaller model");
  }

  private static AlidadeException tooMuch(
      int rows, int batch, long bytes, MachineMemory memory, String why, String advice) {
    String what =
        rows == batch
            ? "a batch of " + batch
            : "a batch of %d in parts of %d".formatted(batch, rows);
    return new AlidadeException(
        AlidadeException.Kind.RESOURCE,
        "memory: %s takes about %s of %s%s; expected %s"
            .formatted(what, words(bytes), words(memory.total()), why, advice));
  }

  /** {@code 812 MB}, {@code 31.2 GB}. */
  public static String words(long bytes) {
    return bytes < 1_000_000_000L
        ? String.format(Locale.ROOT, "%d MB", Math.round(bytes / 1e6))
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
