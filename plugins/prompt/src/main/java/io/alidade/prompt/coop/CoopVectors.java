package io.alidade.prompt.coop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.AlidadeException;
import io.alidade.api.Preparation;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Parameters;
import io.alidade.nn.TokenBatches;
import java.util.List;
import java.util.Objects;

/** Where the learnt vectors begin: at random, or at the words of a text. */
final class CoopVectors {
  private static final double DEVIATION = 0.02; // of random vectors; the authors'

  private CoopVectors() {}

  /** (M, C), or (K, M, C) where each of the K classes has its own; with gradients. */
  static NDArray start(CoopSettings settings, DualTowers towers, int classes, Preparation given) {
    long width = towers.text().width();
    Parameters start = new Parameters(given.manager(), given.random("vectors"));
    if (settings.init().isBlank()) {
      long m = settings.vectors();
      if (settings.classSpecific()) {
        start.normal("vectors", DEVIATION, classes, m, width);
      } else {
        start.normal("vectors", DEVIATION, m, width);
      }
      return Objects.requireNonNull(start.trained().get("vectors"));
    }
    NDArray words = words(settings, towers, given.manager()); // (M, C)
    NDArray vectors =
        settings.classSpecific() ? words.expandDims(0).repeat(0, classes) : words.duplicate();
    vectors.setRequiresGradient(true);
    return vectors;
  }

  private static NDArray words(CoopSettings settings, DualTowers towers, NDManager manager) {
    NDArray ids = TokenBatches.encode(towers.tokenizer(), List.of(settings.init()), manager);
    long inner = ids.size() - 2; // without start and end
    if (inner < 1) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "prompt.coop.init is \"%s\", which has no token; expected a text, or nothing"
              .formatted(settings.init()));
    }
    return towers.text().embed(ids).get(0).get("1:" + (1 + inner));
  }
}
