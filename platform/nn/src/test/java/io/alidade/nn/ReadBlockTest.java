package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The block that computes only what is read, against the whole block read afterwards. */
class ReadBlockTest {
  private static final int WIDTH = 12;

  @Test
  void equalsTheWholeCausalBlockAtThePlaceThatIsRead() {
    compare(true);
  }

  @Test
  void equalsTheWholeBlockWhereEverythingIsSeen() {
    compare(false);
  }

  private static void compare(boolean causal) {
    Engine.configure(1);
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray x = manager.randomNormal(new Shape(3, 5, WIDTH)).duplicate();
      NDArray place = manager.create(new long[] {4, 0, 2});
      List<float[]> whole = run(manager, x, place, false, causal);
      List<float[]> read = run(manager, x, place, true, causal);
      for (int i = 0; i < whole.size(); i++) {
        same(whole.get(i), read.get(i));
      }
    }
  }

  /** The output, the gradient of the input, and the gradient of each parameter. */
  private static List<float[]> run(
      NDManager manager, NDArray x, NDArray place, boolean read, boolean causal) {
    Parameters parameters = new Parameters(manager, new SplittableRandom(7));
    TowerText text = new TowerText(parameters);
    TransformerBlocks blocks = TransformerBlocks.plain(text, WIDTH, 3, 1);
    String result;
    if (read) {
      String seen =
          causal
              ? text.line("torch.le(torch.arange(5), torch.reshape(place, [-1, 1, 1, 1]))")
              : "None";
      result = blocks.read("x", "place", seen, "block");
    } else {
      String all = blocks.whole("x", "block", causal);
      result =
          text.line(
              "torch.squeeze(torch.gather(%s, 1, torch.expand(torch.reshape(place, [-1, 1, 1]), [-1, 1, %d])), 1)"
                  .formatted(all, WIDTH));
    }
    Script script =
        Script.compile(
            "block",
            "  def run(self, x: Tensor, place: Tensor, p: List[Tensor]) -> Tensor:\n%s    return %s\n"
                .formatted(text.body(), result),
            manager);
    NDArray input = x.duplicate();
    input.setRequiresGradient(true);
    float[] output =
        Engine.withGradients(
            () -> {
              NDArray out =
                  script
                      .call("run", List.of(input, place), List.of(parameters.trainedList()))
                      .get(0); // (B, D)
              Ops.backward(out.mul(out).sum());
              return out.toFloatArray();
            });
    assertThat(output).hasSize(3 * WIDTH);
    List<float[]> all = new ArrayList<>(List.of(output, input.getGradient().toFloatArray()));
    parameters.trainedList().forEach(p -> all.add(p.getGradient().toFloatArray()));
    return all;
  }

  private static void same(float[] expected, float[] actual) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(actual[i]).isCloseTo(expected[i], within(1e-5f + 1e-4f * Math.abs(expected[i])));
    }
  }
}
