package io.alidade.api;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import org.pf4j.ExtensionPoint;

/**
 * How a model is measured; annotated with {@link ProtocolSpec}. Numbers of two hashes never share a
 * column.
 */
public interface Protocol extends ExtensionPoint {
  /** Tests the model. Called without gradients, with the model in evaluation. */
  Evaluation evaluate(Examination given);

  /**
   * What a method may see of the data that its run names: few shots, classes that are not new.
   * Empty where it may see all of it.
   */
  default Optional<Support> support(Pool pool) {
    return Optional.empty();
  }

  /**
   * Data to choose from.
   *
   * @param validation empty where there is none
   * @param test the split that decides, for its classes alone
   * @param seed of the run
   * @param settings the protocol's, bound
   */
  record Pool(Split training, Optional<Split> validation, Split test, long seed, Record settings) {}

  /**
   * What was chosen. Names of the splits tell them from other choices.
   *
   * @param notes one sentence each on what a reader has to know of it: a class with fewer samples
   *     than were asked for
   */
  record Support(Split training, Optional<Split> validation, List<String> notes) {
    public Support {
      notes = List.copyOf(notes);
    }

    /** One of which nothing is to be said. */
    public Support(Split training, Optional<Split> validation) {
      this(training, validation, List.of());
    }
  }

  /** What a protocol is given. */
  interface Examination {
    Model model();

    /** The split that decides. */
    Split test();

    /** Of the data in {@link #test()}; empty where it has none, and nothing made of it is kept. */
    default Optional<String> testFingerprint() {
      return Optional.empty();
    }

    <S extends Record> S settings(Class<S> type);

    /** For arrays that outlive one batch; closed by the host. */
    NDManager manager();

    Progress progress();

    /** Shared by all runs. */
    default FeatureCache cache() {
      return FeatureCache.NONE;
    }
  }
}
