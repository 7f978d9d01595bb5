package io.alidade.runtime.memory;

/**
 * What a run takes in bytes, as a function of its batch. B is the rows of a batch, m those of a
 * part:
 *
 * <pre>
 *   whole(B)    = fixed + B row + B^2 pair                        one graph
 *   parts(B, m) = fixed + m row + (B - m) waiting + B^2 pair      gradient caching
 * </pre>
 *
 * @param fixed what no row adds to: JVM, engine, parameters, gradients, optimiser, caches
 * @param row activations of one row with their gradients, and what feeds it
 * @param waiting what a row takes while another part is embedded: what feeds it, its embeddings
 * @param pair what two rows take in the loss, where each is compared with each
 */
public record Footprint(double fixed, double row, double waiting, double pair) {
  /** Of a run that trains nothing in steps. */
  public static Footprint still(long bytes) {
    return new Footprint(bytes, 0, 0, 0);
  }

  /** Bytes of a run whose batches are computed at once. */
  public long whole(int batch) {
    return parts(batch, batch);
  }

  /** Bytes of a run whose batches are embedded {@code part} rows at a time. */
  public long parts(int batch, int part) {
    int rows = Math.min(part, batch);
    return Math.round(fixed + rows * row + (batch - rows) * waiting + pair * batch * batch);
  }
}
