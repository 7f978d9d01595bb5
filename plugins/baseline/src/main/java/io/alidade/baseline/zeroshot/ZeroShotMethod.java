package io.alidade.baseline.zeroshot;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Model;
import io.alidade.api.Preparation;
import io.alidade.api.Training;
import io.alidade.nn.DualTowers;
import java.util.Map;
import org.pf4j.Extension;

/** Hands the foundation to the test. */
@Extension
@MethodSpec(
    id = "baseline.zero-shot",
    leaf = Leaf.BASELINE,
    summary = "Answers with the class whose text is nearest in the foundation's space",
    paper =
        "Radford, Kim, Hallacy et al. Learning transferable visual models from natural language"
            + " supervision. ICML 2021. https://arxiv.org/abs/2103.00020",
    year = 2021,
    needs = {},
    foundations = "start",
    settings = ZeroShotMethod.Nothing.class)
public final class ZeroShotMethod implements Method {
  /** There is nothing to set. */
  record Nothing() {}

  @Override
  public Learner prepare(Preparation given) {
    return new AsItIs(DualTowers.read(given.foundation("start"), given.manager()));
  }

  /** Keeps nothing of its own: what it is lies in the foundation. */
  private record AsItIs(DualTowers towers) implements Learner {
    @Override
    public Model model() {
      return towers;
    }

    @Override
    public Training training() {
      return new Training.None();
    }

    @Override
    public Map<String, NDArray> state() {
      return Map.of();
    }
  }
}
