package toy.linear;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Field;
import io.alidade.api.ImageSpec;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Model;
import io.alidade.api.ParameterGroup;
import io.alidade.api.ParameterGroup.Bounds;
import io.alidade.api.Preparation;
import io.alidade.api.Training;
import io.alidade.nn.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.pf4j.Extension;

/** Sound without a fault. */
@Extension
@MethodSpec(
    id = "toy.linear",
    leaf = Leaf.BASELINE,
    summary = "Scores pixels by one weight a class",
    paper = "Bridle. Probabilistic interpretation. https://doi.org/10.1007/978-3-642-76153-9_28",
    year = 1990,
    needs = {Field.IMAGE, Field.LABEL},
    settings = LinearSettings.class)
public final class LinearMethod implements Method {
  private final Fault fault;

  public LinearMethod() {
    this(Fault.NONE);
  }

  public LinearMethod(Fault fault) {
    this.fault = fault;
  }

  @Override
  public Learner prepare(Preparation given) {
    int side = given.settings(LinearSettings.class).side();
    List<String> names = given.training().classNames();
    RandomGenerator random =
        switch (fault) {
          case DRAWS_FROM_ELSEWHERE -> new java.util.Random();
          case IGNORES_THE_SEED -> new SplittableRandom(0);
          default -> given.random("weights");
        };
    Parameters parameters = new Parameters(given.manager(), random);
    parameters.normal("weight", 0.02, names.size(), 3L * side * side);
    parameters.constant("bias", 0.1, names.size());
    parameters.buffer("seen", 0, 1);
    if (fault == Fault.PRESSES_ON_A_LIMIT) {
      parameters.constant("scale", 0, 1);
    }
    return new LinearLearner(
        fault, new LinearModel(fault, spec(side), names, parameters, given.manager()));
  }

  private static ImageSpec spec(int side) {
    return new ImageSpec(
        side, side, List.of(1f, 1f, 1f), List.of(1f, 1f, 1f), List.of(255, 255, 255));
  }

  private record LinearLearner(Fault fault, LinearModel linear) implements Learner {
    @Override
    public Model model() {
      ImageSpec images = linear.images();
      return fault == Fault.PLAYS_NO_ROLE ? () -> images : linear;
    }

    @Override
    public Training training() {
      Map<String, NDArray> trained = linear.parameters().trained();
      NDArray bias = trained.get("bias");
      if (fault == Fault.FREEZES_THE_BIAS) {
        bias.setRequiresGradient(false);
      }
      List<ParameterGroup> groups = new ArrayList<>();
      Bounds bounds = fault == Fault.PRESSES_ON_A_LIMIT ? new Bounds(0, 9) : Bounds.NONE;
      groups.add(new ParameterGroup("all", trained, fault == Fault.CLIMBS ? -1 : 1, 1, bounds));
      if (fault == Fault.GROUPS_TWICE) {
        groups.add(new ParameterGroup("biases", Map.of("bias", bias), 1, 0));
      }
      boolean embeds = fault == Fault.EMBEDS || fault == Fault.MIXES_ROWS;
      return new Training.Steps(groups, embeds ? new LinearEmbeddings(fault, linear) : linear);
    }

    @Override
    public Map<String, NDArray> state() {
      Map<String, NDArray> state = new LinkedHashMap<>(linear.parameters().trained());
      state.putAll(linear.parameters().buffers());
      if (fault == Fault.FORGETS_THE_BIAS) {
        state.remove("bias");
      } else if (fault == Fault.RENAMES_THE_BIAS) {
        state.put("b", state.remove("bias"));
      }
      return state;
    }
  }
}
