package io.alidade.prompt.coop;

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
import io.alidade.eval.SupportFeatures;
import io.alidade.nn.DualTowers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pf4j.Extension;

/** Learns the words around a class name. */
@Extension
@MethodSpec(
    id = "prompt.coop",
    leaf = Leaf.PROMPT_TEXT,
    summary = "Learns the vectors around a class name through a frozen text tower",
    paper =
        "Zhou, Yang, Loy, Liu. Learning to prompt for vision-language models. IJCV 130, 2022."
            + " https://arxiv.org/abs/2109.01134",
    year = 2022,
    needs = {Field.IMAGE, Field.LABEL},
    foundations = "start",
    settings = CoopSettings.class)
public final class CoopMethod implements Method {
  /** Tokens beside the vectors: start, one of a name, end. */
  private static final int LEAST = 3;

  @Override
  public Learner prepare(Preparation given) {
    CoopSettings settings = given.settings(CoopSettings.class);
    DualTowers towers = DualTowers.read(given.foundation("start"), given.manager());
    List<String> classNames = given.training().classNames();
    NDArray vectors = CoopVectors.start(settings, towers, classNames.size(), given);
    checkRoom(towers, vectors, given);
    CoopModel model =
        new CoopModel(towers, classNames, settings, vectors, given.manager(), given.progress());
    SupportFeatures shots = SupportFeatures.of(given, given.training(), towers, towers.images());
    return new CoopLearner(model, vectors, new CoopObjective(model, shots.images(), classNames));
  }

  /** Of a name at least one token has to fit; one that is cut is counted where it is read. */
  private static void checkRoom(DualTowers towers, NDArray vectors, Preparation given) {
    long[] shape = vectors.getShape().getShape();
    int each = (int) shape[shape.length - 2];
    int context = towers.text().context();
    if (each + LEAST > context) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "prompt.coop: %d vectors leave no room for a name; expected at most %d, since the text tower of %s reads %d tokens"
              .formatted(each, context - LEAST, given.foundation("start"), context));
    }
  }

  private record CoopLearner(CoopModel coop, NDArray vectors, CoopObjective objective)
      implements Learner {
    @Override
    public Model model() {
      return coop;
    }

    @Override
    public Training training() {
      return new Training.Steps(
          List.of(new ParameterGroup("vectors", state(), 1, 1)),
          objective,
          Set.of(Field.INDEX, Field.LABEL));
    }

    @Override
    public Map<String, NDArray> state() {
      return Map.of("vectors", vectors);
    }
  }
}
