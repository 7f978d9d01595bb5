package io.alidade.alignment.itm;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Matcher;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Mode;
import io.alidade.nn.TowersModel;

/** The foundation's towers, and an encoder that looks at an image and a text together. */
final class ItmModel extends TowersModel implements Matcher {
  private final PairFusion fusion;

  ItmModel(DualTowers towers, PairFusion fusion) {
    super(towers);
    this.fusion = fusion;
  }

  /** The probability that row i is a pair. */
  @Override
  public NDArray matches(NDArray images, NDArray tokens) {
    NDArray seen = towers().image().tokens(images, Mode.EVALUATION); // (P, N, width)
    NDArray read = towers().text().states(tokens); // (P, L, C)
    NDArray logits = fusion.logits(read, towers().text().ends(tokens), seen); // (P, 2)
    return logits.softmax(1).get(":, 1"); // (P)
  }
}
