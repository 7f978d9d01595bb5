package io.alidade.contrastive.slip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.nn.Parameters;
import io.alidade.nn.Script;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Three linear layers with batch norm between them, which stand in training alone: what they need
 * to ignore of an image, the tower may keep. B = batch, D = width of the tower's embeddings, P = of
 * the projection.
 */
final class ViewProjection {
  private static final String TEXT =
      """
        def layer(self, x: Tensor, p: List[Tensor], i: int) -> Tensor:
          y = (self).linear(x, p[i], None)
          z = torch.batch_norm(y, p[torch.add(i, 1)], p[torch.add(i, 2)], None, None, True, 0., 1e-05, False)
          return torch.relu_(z)
        def project(self, x: Tensor, p: List[Tensor]) -> Tensor:
          y = (self).layer((self).layer(x, p, 0), p, 3)
          return (self).linear(y, p[6], p[7])
      """;

  private final Parameters parameters;
  private final Script script;

  ViewProjection(int in, SlipSettings.Views settings, NDManager manager, RandomGenerator random) {
    this.parameters = new Parameters(manager, random);
    int hidden = settings.hidden();
    layer("first", in, hidden);
    layer("second", hidden, hidden);
    parameters.normal("third.weight", 1 / Math.sqrt(hidden), settings.width(), hidden);
    parameters.constant("third.bias", 0, settings.width());
    this.script = Script.compile("ViewProjection", TEXT, manager);
  }

  private void layer(String name, int in, int out) {
    parameters.normal(name + ".weight", Math.sqrt(2.0 / in), out, in);
    parameters.constant(name + "-norm.weight", 1, out);
    parameters.constant(name + "-norm.bias", 0, out);
  }

  Parameters parameters() {
    return parameters;
  }

  /** (B, D) -> (B, P), with the statistics of the batch. */
  NDArray of(NDArray features) {
    return script
        .call("project", List.of(features), List.of(List.copyOf(parameters.trained().values())))
        .get(0);
  }
}
