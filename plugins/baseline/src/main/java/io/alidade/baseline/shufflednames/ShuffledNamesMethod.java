package io.alidade.baseline.shufflednames;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Model;
import io.alidade.api.Preparation;
import io.alidade.api.Training;
import io.alidade.eval.BackgroundChoice;
import io.alidade.nn.DenseSegmenter;
import io.alidade.nn.DualTowers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.pf4j.Extension;

/** Segments with every name read as another one. */
@Extension
@MethodSpec(
    id = "baseline.shuffled-names",
    leaf = Leaf.BASELINE,
    summary = "Segments by a frozen tower that reads each name as another one: what is no language",
    paper =
        "Zhou, Loy, Dai. Extract free dense labels from CLIP. ECCV 2022."
            + " https://arxiv.org/abs/2112.01071",
    year = 2022,
    needs = {},
    foundations = "start",
    settings = ShuffledNamesSettings.class)
public final class ShuffledNamesMethod implements Method {
  /** How many there are to draw from: as many as a checkpoint's float32 tells apart. */
  private static final int ORDERS = 1 << 24;

  @Override
  public Learner prepare(Preparation given) {
    ShuffledNamesSettings settings = given.settings(ShuffledNamesSettings.class);
    NDArray order =
        given.manager().full(new Shape(), given.random("names").nextInt(ORDERS), DataType.FLOAT32);
    DenseSegmenter segmenter =
        new DenseSegmenter(
            DualTowers.read(given.foundation("start"), given.manager()),
            settings.size(),
            names -> shuffled(names, (long) order.getFloat()),
            settings.backgrounds().get(0),
            given.manager(),
            given.progress());
    return new Frozen(segmenter, order, settings.backgrounds(), given);
  }

  /** One circle through all names in an order drawn from the seed: none stays in its place. */
  static List<String> shuffled(List<String> names, long seed) {
    List<Integer> circle = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < names.size(); i++) {
      circle.add(random.nextInt(i + 1), i);
    }
    List<String> read = new ArrayList<>(names);
    for (int i = 0; i < circle.size(); i++) {
      read.set(circle.get(i), names.get(circle.get((i + 1) % circle.size())));
    }
    return read;
  }

  /** Nothing but the background is chosen, as it is with the right names. */
  private record Frozen(
      DenseSegmenter segmenter, NDArray order, List<Double> backgrounds, Preparation given)
      implements Learner {
    @Override
    public Model model() {
      return segmenter;
    }

    @Override
    public Training training() {
      return new Training.None();
    }

    @Override
    public Map<String, NDArray> state() {
      Map<String, NDArray> state = new TreeMap<>(segmenter.state());
      state.put("order", order);
      return state;
    }

    @Override
    public void trained() {
      given
          .validation()
          .ifPresent(
              split ->
                  segmenter.background(
                      BackgroundChoice.best(segmenter, split, backgrounds, given.manager())));
    }

    @Override
    public int tried() {
      return given.validation().isPresent() ? backgrounds.size() : 1;
    }
  }
}
