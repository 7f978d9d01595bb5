package toy.shapes;

/** What can be wrong with a data set. */
public enum Bend {
  NONE,
  /** The card says another task than the annotation. */
  MISLABELLED_CARD,
  /** The card counts one sample too many. */
  MISCOUNTED,
  /** An unknown split is an empty answer. */
  SILENT_ABOUT_SPLITS,
  /** Another order each time it is opened. */
  SHUFFLED,
  /** Another fingerprint each time it is opened. */
  FORGETFUL,
  /** Other pixels each time it is opened. */
  REPAINTED,
  /** A sample says another label than its text. */
  TWO_TONGUED,
  /** All samples have one id. */
  NAMELESS,
  /** One id means two things in two splits. */
  AMBIGUOUS,
  /** Labels count from 1. */
  COUNTS_FROM_ONE,
  /** Captions are blank. */
  WORDLESS,
  /** Reading uses memory that all threads share. */
  NOT_THREAD_SAFE
}
