package io.alidade.api;

import ai.djl.ndarray.NDManager;
import org.pf4j.ExtensionPoint;

/**
 * How a model is measured; annotated with {@link ProtocolSpec}. Numbers of two hashes never share a
 * column.
 */
public interface Protocol extends ExtensionPoint {
  /** Tests the model. Called without gradients, with the model in evaluation. */
  Evaluation evaluate(Examination given);

  /** What a protocol is given. */
  interface Examination {
    Model model();

    /** The split that decides. */
    Split test();

    <S extends Record> S settings(Class<S> type);

    /** For arrays that outlive one batch; closed by the host. */
    NDManager manager();

    Progress progress();
  }
}
