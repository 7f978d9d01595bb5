package io.alidade.prompt.coop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
import io.alidade.nn.Parameters;
import io.alidade.nn.TokenBatches;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private static final double DEVIATION = 0.02; // of random vectors; the authors'

  /** Tokens beside the vectors: start, one of a name, end. */
  private static final int LEAST = 3;

  @Override
  public Learner prepare(Preparation given) {
    CoopSettings settings = given.settings(CoopSettings.class);
    DualTowers towers = DualTowers.read(given.foundation("start"), given.manager());
    List<String> classNames = given.training().classNames();
    NDArray vectors = vectors(settings, towers, classNames.size(), given);
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

  private static NDArray vectors(
      CoopSettings settings, DualTowers towers, int classes, Preparation given) {
    long width = towers.text().width();
    Parameters start = new Parameters(given.manager(), given.random("vectors"));
    if (settings.init().isBlank()) {
      long m = settings.vectors();
      if (settings.classSpecific()) {
        start.normal("vectors", DEVIATION, classes, m, width);
      } else {
        start.normal("vectors", DEVIATION, m, width);
      }
      return Objects.requireNonNull(start.trained().get("vectors"));
    }
    NDArray words = words(settings, towers, given.manager()); // (M, C)
    NDArray vectors =
        settings.classSpecific() ? words.expandDims(0).repeat(0, classes) : words.duplicate();
    vectors.setRequiresGradient(true);
    return vectors;
  }

  private static NDArray words(CoopSettings settings, DualTowers towers, NDManager manager) {
    NDArray ids = TokenBatches.encode(towers.tokenizer(), List.of(settings.init()), manager);
    long inner = ids.size() - 2; // without start and end
    if (inner < 1) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "prompt.coop.init is \"%s\", which has no token; expected a text, or nothing"
              .formatted(settings.init()));
    }
    return towers.text().embed(ids).get(0).get("1:" + (1 + inner));
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
