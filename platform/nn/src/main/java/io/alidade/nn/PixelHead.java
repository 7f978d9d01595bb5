package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Reads a stem's map at twice its fineness: the map enlarged and the image itself made as small,
 * through two convolutions. (B, C, h, w) and (B, 3, 8 h, 8 w) -> (B, D, 2 h, 2 w).
 */
public final class PixelHead {
  private static final int HIDDEN = 128; // channels between the two convolutions

  private final Parameters parameters;
  private final Script script;

  /**
   * At its start.
   *
   * @param channels C of the map
   * @param width D
   */
  public PixelHead(int channels, int width, NDManager manager, RandomGenerator random) {
    parameters = new Parameters(manager, random);
    TowerText text = new TowerText(parameters);
    String fine =
        text.line(
            "torch.upsample_bilinear2d(x, [torch.mul(torch.size(x, 2), 2), torch.mul(torch.size(x,"
                + " 3), 2)], False, None)");
    String small = text.line("torch.avg_pool2d(images, [4, 4], [4, 4])");
    String both = text.line("torch.cat([%s, %s], 1)".formatted(fine, small));
    String hidden = text.convolution(both, "first", channels + 3, HIDDEN, 3, 1);
    String last =
        text.convolution(
            text.line("torch.relu_(%s)".formatted(hidden)), "second", HIDDEN, width, 3, 1);
    script =
        Script.compile(
            "PixelHead",
            TowerText.method(
                "run(self, x: Tensor, images: Tensor, p: List[Tensor])", text.body(), last),
            manager);
  }

  public Parameters parameters() {
    return parameters;
  }

  /** (B, D, 2 h, 2 w). */
  public NDArray features(NDArray map, NDArray images) {
    return script.call("run", List.of(map, images), List.of(parameters.trainedList())).get(0);
  }
}
