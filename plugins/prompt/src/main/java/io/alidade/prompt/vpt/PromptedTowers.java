package io.alidade.prompt.vpt;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.DualEncoder;
import io.alidade.api.ImageSpec;
import io.alidade.api.Model;
import io.alidade.api.Tokenizer;
import io.alidade.nn.DualTowers;
import io.alidade.nn.ImageTower;
import io.alidade.nn.Mode;
import io.alidade.nn.Ops;
import io.alidade.nn.Script;
import java.util.List;
import java.util.Optional;

/**
 * Frozen towers, whose image tower has learnt tokens before its blocks.
 *
 * <p>B images, N tokens of an image, T prompts before a block, C width of a token.
 */
final class PromptedTowers implements Model, DualEncoder {
  private static final String TEXT =
      """
        def beside(self, x: Tensor, p: Tensor) -> Tensor:
          all = torch.expand(torch.unsqueeze(p, 0), [torch.size(x, 0), -1, -1])
          return torch.cat([x, all], 1)
        def without(self, x: Tensor, p: Tensor) -> Tensor:
          return torch.slice(x, 1, 0, torch.sub(torch.size(x, 1), torch.size(p, 0)))
      """;

  private final DualTowers towers;
  private final List<NDArray> prompts; // (T, C) each: one, or one a block
  private final Script script;

  PromptedTowers(DualTowers towers, List<NDArray> prompts, NDManager manager) {
    this.towers = towers;
    this.prompts = List.copyOf(prompts);
    this.script = Script.compile("PromptedTowers", TEXT, manager);
  }

  @Override
  public ImageSpec images() {
    return towers.images();
  }

  @Override
  public Tokenizer tokenizer() {
    return towers.tokenizer();
  }

  /** With a graph from the prompts on, where one is recorded. */
  @Override
  public NDArray encodeImage(NDArray images) {
    ImageTower tower = towers.image();
    NDArray x = tower.embed(images, Mode.EVALUATION); // (B, N, C)
    NDArray first = prompts.get(0);
    x = beside(x, tower.entering(first.expandDims(0)).squeeze(0)); // (B, N + T, C)
    for (int i = 0; i < tower.blocks(); i++) {
      if (i > 0 && i < prompts.size()) {
        x = beside(without(x), prompts.get(i));
      }
      x = tower.block(i, x);
    }
    return Ops.normalise(tower.readOut(without(x))); // (B, D)
  }

  private NDArray beside(NDArray x, NDArray prompt) {
    return script.call("beside", x, prompt);
  }

  private NDArray without(NDArray x) {
    return script.call("without", x, prompts.get(0));
  }

  @Override
  public NDArray encodeText(NDArray tokens) {
    return towers.encodeText(tokens);
  }

  @Override
  public NDArray logitScale() {
    return towers.logitScale();
  }

  @Override
  public Optional<String> textFingerprint() {
    return towers.textFingerprint();
  }
}
