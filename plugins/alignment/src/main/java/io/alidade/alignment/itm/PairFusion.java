package io.alidade.alignment.itm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.nn.CrossTransformer;
import io.alidade.nn.CrossTransformerSettings;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Parameters;
import io.alidade.nn.Script;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Reads a text while it looks at an image, and says at the text's end whether they are a pair. P =
 * pairs, L = tokens of a text, C = their width, N = tokens of an image.
 */
final class PairFusion {
  private static final String TEXT =
      """
        def judge(self, states: Tensor, ends: Tensor, p: List[Tensor]) -> Tensor:
          width = torch.size(states, 2)
          place = torch.expand(torch.reshape(ends, [-1, 1, 1]), [-1, 1, width])
          return (self).linear(torch.squeeze(torch.gather(states, 1, place), 1), p[0], p[1])
      """;

  private final CrossTransformer blocks;
  private final Parameters head;
  private final Script script;

  PairFusion(
      CrossTransformerSettings settings,
      DualTowers towers,
      NDManager manager,
      RandomGenerator random) {
    int width = towers.text().width();
    this.blocks = new CrossTransformer(settings, width, towers.image().width(), manager, random);
    this.head = new Parameters(manager, random);
    head.normal("weight", 1 / Math.sqrt(width), 2, width);
    head.constant("bias", 0, 2);
    this.script = Script.compile("PairFusion", TEXT, manager);
  }

  /** By full name, {@code fusion.blocks.0.norm-1.weight}. */
  Map<String, NDArray> parameters() {
    Map<String, NDArray> all = new LinkedHashMap<>();
    blocks.parameters().trained().forEach((name, value) -> all.put("fusion." + name, value));
    head.trained().forEach((name, value) -> all.put("head." + name, value));
    return all;
  }

  /**
   * Logits of no pair and of a pair, (P, 2).
   *
   * @param texts (P, L, C)
   * @param ends int64 (P), where each text ends
   * @param images (P, N, width)
   */
  NDArray logits(NDArray texts, NDArray ends, NDArray images) {
    NDArray states = blocks.states(texts, images); // (P, L, C)
    return script
        .call("judge", List.of(states, ends), List.of(List.copyOf(head.trained().values())))
        .get(0);
  }
}
