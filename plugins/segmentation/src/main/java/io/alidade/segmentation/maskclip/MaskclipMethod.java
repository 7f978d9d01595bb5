package io.alidade.segmentation.maskclip;

import ai.djl.ndarray.NDArray;
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
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.pf4j.Extension;

/** Reads dense labels out of a frozen image tower. */
@Extension
@MethodSpec(
    id = "segmentation.maskclip",
    leaf = Leaf.SEGMENTATION,
    summary = "Gives each place of a frozen tower's map to the nearest name, without training",
    paper =
        "Zhou, Loy, Dai. Extract free dense labels from CLIP. ECCV 2022."
            + " https://arxiv.org/abs/2112.01071",
    year = 2022,
    needs = {},
    foundations = "start",
    settings = MaskclipSettings.class)
public final class MaskclipMethod implements Method {
  @Override
  public Learner prepare(Preparation given) {
    MaskclipSettings settings = given.settings(MaskclipSettings.class);
    DenseSegmenter segmenter =
        new DenseSegmenter(
            DualTowers.read(given.foundation("start"), given.manager()),
            settings.size(),
            UnaryOperator.identity(),
            settings.backgrounds().get(0),
            given.manager(),
            given.progress());
    return new Frozen(segmenter, settings.backgrounds(), given);
  }

  /** Nothing but the background is chosen. */
  private record Frozen(DenseSegmenter segmenter, List<Double> backgrounds, Preparation given)
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
      return segmenter.state();
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
