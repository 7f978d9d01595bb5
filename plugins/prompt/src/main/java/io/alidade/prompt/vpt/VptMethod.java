package io.alidade.prompt.vpt;

import ai.djl.ndarray.NDArray;
import io.alidade.api.AlidadeException;
import io.alidade.api.Field;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Model;
import io.alidade.api.ParameterGroup;
import io.alidade.api.Preparation;
import io.alidade.api.Training;
import io.alidade.eval.ClassHeads;
import io.alidade.eval.SupportFeatures;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Engine;
import io.alidade.nn.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pf4j.Extension;

/** Learns tokens beside those of an image. */
@Extension
@MethodSpec(
    id = "prompt.vpt",
    leaf = Leaf.PROMPT_VISUAL,
    summary = "Learns tokens before the blocks of a frozen image tower",
    paper =
        "Jia, Tang, Chen et al. Visual prompt tuning. ECCV 2022. https://arxiv.org/abs/2203.12119",
    year = 2022,
    needs = {Field.IMAGE, Field.LABEL},
    foundations = "start",
    settings = VptSettings.class)
public final class VptMethod implements Method {
  private static final double DEVIATION = 0.02; // of the prompts' start; MaPLe's code

  @Override
  public Learner prepare(Preparation given) {
    VptSettings settings = given.settings(VptSettings.class);
    DualTowers towers = DualTowers.read(given.foundation("start"), given.manager());
    Parameters prompts = new Parameters(given.manager(), given.random("prompts"));
    if (towers.image().blocks() == 0) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "prompt.vpt: the image tower of %s has no transformer block; expected one at least, which looks at the prompts"
              .formatted(given.foundation("start")));
    }
    int blocks = settings.deep() ? towers.image().blocks() : 1;
    for (int i = 0; i < blocks; i++) {
      prompts.normal("prompts." + i, DEVIATION, settings.tokens(), towers.image().width());
    }
    PromptedTowers prompted =
        new PromptedTowers(towers, List.copyOf(prompts.trained().values()), given.manager());
    ClassHeads heads = new ClassHeads(towers, settings.templates(), SupportFeatures.frozen(given));
    NDArray texts = Engine.withoutGradients(() -> heads.of(given.training().classNames()));
    return new VptLearner(prompted, prompts.trained(), new VptObjective(prompted, texts));
  }

  private record VptLearner(
      PromptedTowers prompted, Map<String, NDArray> state, VptObjective objective)
      implements Learner {
    @Override
    public Model model() {
      return prompted;
    }

    @Override
    public Training training() {
      return new Training.Steps(
          List.of(new ParameterGroup("prompts", state, 1, 1)),
          objective,
          Set.of(Field.IMAGE, Field.LABEL));
    }
  }
}
