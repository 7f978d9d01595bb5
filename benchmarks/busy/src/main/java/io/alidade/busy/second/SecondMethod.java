package io.alidade.busy.second;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Field;
import io.alidade.api.ImageSpec;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Model;
import io.alidade.api.ParameterGroup;
import io.alidade.api.Preparation;
import io.alidade.api.Training;
import io.alidade.nn.Parameters;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;

/** Keeps one core busy for a second. */
@Extension
@MethodSpec(
    id = "busy.second",
    leaf = Leaf.BASELINE,
    summary = "Keeps a core busy for one second",
    paper = "None: it measures what surrounds a method",
    year = 2026,
    needs = {Field.IMAGE},
    settings = SecondSettings.class)
public final class SecondMethod implements Method {
  private static final List<Float> PLAIN = List.of(1f, 1f, 1f);

  @Override
  public Learner prepare(Preparation given) {
    Parameters parameters = new Parameters(given.manager(), given.random("weight"));
    parameters.normal("weight", 1, 1);
    NDArray weight = parameters.trained().values().iterator().next(); // (1)
    double seconds = given.settings(SecondSettings.class).seconds();
    return new Busy(parameters, new BusyObjective(weight, seconds));
  }

  private record Busy(Parameters parameters, BusyObjective objective) implements Learner {
    @Override
    public Model model() {
      ImageSpec images = new ImageSpec(1, 1, PLAIN, PLAIN, List.of(255, 255, 255));
      return () -> images;
    }

    @Override
    public Training training() {
      ParameterGroup all = new ParameterGroup("all", parameters.trained(), 1, 0);
      return new Training.Steps(List.of(all), objective);
    }

    @Override
    public Map<String, NDArray> state() {
      return parameters.trained();
    }
  }
}
