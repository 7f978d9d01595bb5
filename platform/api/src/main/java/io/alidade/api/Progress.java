package io.alidade.api;

/** Where long work says how far it is. Thread-safe, never blocks. */
public interface Progress {
  /**
   * {@code done} of {@code total} units of {@code what}; the last call has them equal.
   *
   * @throws java.util.concurrent.CancellationException once the user wants to stop; whoever works
   *     lets it through, and leaves nothing half-written
   */
  void advance(String what, long done, long total);

  /** One sentence that a user should see and a run should keep: a rebuilt cache entry, say. */
  void note(String sentence);

  /**
   * One of those that a run counts, to say in one sentence at its end how many different ones there
   * were.
   *
   * @param kind what they are, in the plural: {@code class names cut to 77 tokens}
   * @param one which it is
   */
  default void count(String kind, String one) {}

  /** Says nothing. */
  Progress SILENT =
      new Progress() {
        @Override
        public void advance(String what, long done, long total) {}

        @Override
        public void note(String sentence) {}
      };
}
