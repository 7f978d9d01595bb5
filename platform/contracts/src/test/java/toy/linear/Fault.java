package toy.linear;

/** What can be wrong with a method. */
public enum Fault {
  NONE,
  /** Goes up the slope of its loss. */
  CLIMBS,
  /** A Java number in the graph. */
  MULTIPLIES_BY_A_NUMBER,
  /** Weights from a generator that nobody seeded. */
  DRAWS_FROM_ELSEWHERE,
  /** The same weights whatever the seed, and a loss that looks at no batch. */
  IGNORES_THE_SEED,
  /** The bias is trained and not kept. */
  FORGETS_THE_BIAS,
  /** The bias is trained and kept under another name. */
  RENAMES_THE_BIAS,
  /** The bias stands in two groups. */
  GROUPS_TWICE,
  /** The bias requires no gradient. */
  FREEZES_THE_BIAS,
  /** An array a step stays on the run's manager. */
  LEAKS,
  /** The model computes with a copy of the weights that it made in the beginning. */
  ANSWERS_FROM_A_COPY,
  /** The model computes with nothing that is kept. */
  IGNORES_ITS_STATE,
  /** Testing moves a buffer that no answer depends on. */
  COUNTS_TESTS,
  /** An array a test stays on the run's manager. */
  COLLECTS_TESTS,
  /** Testing moves the weights. */
  LEARNS_IN_THE_TEST,
  /** Scores are mean-free over the batch. */
  LOOKS_AROUND,
  /** Columns in the order of training. */
  IGNORES_CLASS_NAMES,
  /** Scores any name by its first letter, and counts none that is long. */
  READS_LONG_NAMES_IN_SILENCE,
  /** A buffer becomes NaN, which no loss shows. */
  SPOILS_A_BUFFER,
  /** A bounded scalar that begins at its limit and stays there. */
  PRESSES_ON_A_LIMIT,
  /** A model that can do nothing. */
  PLAYS_NO_ROLE,
  /** No fault: the loss is told as one on embeddings. */
  EMBEDS,
  /** Embeddings that depend on the other rows of the batch, and claim not to. */
  MIXES_ROWS
}
