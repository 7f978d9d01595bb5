package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.alidade.api.DualEncoder;
import io.alidade.data.FrozenFeatures;
import io.alidade.eval.ZeroShotSettings.Execution;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One vector a class of a frozen text tower, for whatever names are asked for. A test asks for the
 * same names batch after batch: what was made once is kept. Not thread-safe.
 */
public final class ClassHeads {
  private final DualEncoder encoder;
  private final ZeroShotSettings settings;
  private final FrozenFeatures frozen;
  private final Map<List<String>, NDArray> known = new HashMap<>();

  /**
   * Of no names yet.
   *
   * @param templates as a zero-shot test has them
   * @param frozen its manager owns the vectors
   */
  public ClassHeads(DualEncoder encoder, List<String> templates, FrozenFeatures frozen) {
    this.encoder = encoder;
    this.settings = new ZeroShotSettings(templates, Execution.DEFAULT);
    this.frozen = frozen;
  }

  /** (C, D), rows of unit length. Called without gradients. */
  public NDArray of(List<String> classNames) {
    NDArray head = known.get(classNames);
    if (head == null) {
      head = ClassTexts.encode(encoder, classNames, settings, frozen).vectors();
      NDScope.unregister(head); // outlives the batch that asked first
      known.put(List.copyOf(classNames), head);
    }
    return head;
  }
}
