package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Reads a text while it looks at an image: causal blocks over the text's places, each followed by
 * one that attends to the image's tokens. It is CoCa's multimodal decoder, and a fusion encoder
 * where it is read at a text's end, since the last place has seen all of them.
 *
 * <p>Texts can be read a few places at a time: what later places need of earlier ones is handed on,
 * and so is what all need of the image.
 *
 * <p>In shapes, B is the batch, L the places read, P those before them, N the image's tokens, C
 * their width, D the width of the text's states.
 */
public final class CrossTransformer {
  private final Parameters parameters;
  private final int width;
  private final int layers;
  private final Script script;

  /**
   * A transformer at its start.
   *
   * @param width D
   * @param channels C
   */
  public CrossTransformer(
      CrossTransformerSettings settings,
      int width,
      int channels,
      NDManager manager,
      RandomGenerator random) {
    if (width % settings.heads() != 0) {
      throw new IllegalArgumentException(
          "heads is %d; expected a divisor of the text tower's width %d"
              .formatted(settings.heads(), width));
    }
    this.parameters = new Parameters(manager, random);
    this.width = width;
    this.layers = settings.layers();
    this.script = Script.compile("CrossTransformer", text(settings, channels), manager);
  }

  private String text(CrossTransformerSettings settings, int channels) {
    TowerText reading = new TowerText(parameters);
    TowerText looking = new TowerText(parameters);
    TransformerBlocks blocks =
        TransformerBlocks.plain(reading, width, settings.heads(), 2 * layers);
    TransformerBlocks memories =
        TransformerBlocks.plain(looking, width, settings.heads(), 2 * layers);
    String seen = reading.line("(self).seen(x, past[0])");
    List<String> known = new ArrayList<>();
    List<String> remembered = new ArrayList<>();
    String x = "x";
    for (int i = 0; i < layers; i++) {
      TransformerBlocks.Extended extended =
          blocks.extended(x, "past[" + i + "]", seen, "blocks." + i);
      known.add(extended.known());
      x = blocks.cross(extended.states(), "memory[" + i + "]", "cross." + i);
      remembered.add(memories.memory("x", channels, "cross." + i));
    }
    x = reading.layerNorm(x, "norm", width, blocks.epsilon());
    return """
      def seen(self, x: Tensor, past: Tensor) -> Tensor:
        n = torch.size(x, 1)
        before = torch.size(past, 1)
        all = torch.ones([n, torch.add(before, n)], dtype=11, layout=None, device=ops.prim.device(x))
        return torch.tril(all, before)
      def remember(self, x: Tensor, p: List[Tensor]) -> List[Tensor]:
    %s    return [%s]
      def further(self, x: Tensor, p: List[Tensor], past: List[Tensor], memory: List[Tensor]) -> List[Tensor]:
    %s    return [%s, %s]
    """
        .formatted(
            looking.body(),
            String.join(", ", remembered),
            reading.body(),
            x,
            String.join(", ", known));
  }

  public Parameters parameters() {
    return parameters;
  }

  /** (B, L, D) and (B, N, C) -> (B, L, D), behind the last norm. */
  public NDArray states(NDArray texts, NDArray images) {
    return further(texts, nothing(texts), remember(images)).states();
  }

  /**
   * Places of a text, and what those behind them need to know of them.
   *
   * @param states (B, L, D), behind the last norm
   * @param past keys and values of all places so far, (B, P + L, 2 D) for each layer
   */
  public record Read(NDArray states, List<NDArray> past) {
    public Read {
      past = List.copyOf(past);
    }
  }

  /** What all places need of an image, once for each layer: (B, N, C) -> (B, N, 2 D) each. */
  public List<NDArray> remember(NDArray images) {
    return List.copyOf(script.call("remember", List.of(images), List.of(parameters.trainedList())));
  }

  /** The past of a text of which nothing was read, (B, 0, 2 D) for each layer. */
  public List<NDArray> nothing(NDArray texts) {
    Shape empty = new Shape(texts.getShape().get(0), 0, 2L * width);
    return IntStream.range(0, layers)
        .mapToObj(i -> texts.getManager().zeros(empty, DataType.FLOAT32))
        .toList();
  }

  /**
   * Reads on.
   *
   * @param texts (B, L, D), the next places
   * @param past of the places before
   * @param memory what {@link #remember} gave of the images
   */
  public Read further(NDArray texts, List<NDArray> past, List<NDArray> memory) {
    NDList found =
        script.call("further", List.of(texts), List.of(parameters.trainedList(), past, memory));
    return new Read(found.get(0), found.subList(1, found.size()));
  }
}
