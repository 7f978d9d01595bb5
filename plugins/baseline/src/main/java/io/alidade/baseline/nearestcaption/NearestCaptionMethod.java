package io.alidade.baseline.nearestcaption;

import ai.djl.ndarray.NDArray;
import io.alidade.api.AlidadeException;
import io.alidade.api.FeatureCache;
import io.alidade.api.Field;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Model;
import io.alidade.api.Preparation;
import io.alidade.api.Split;
import io.alidade.api.Training;
import io.alidade.data.FrozenFeatures;
import io.alidade.nn.DualTowers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pf4j.Extension;

/** Says of an image what was said of the nearest one; there is nothing to train. */
@Extension
@MethodSpec(
    id = "baseline.nearest-caption",
    leaf = Leaf.BASELINE,
    summary =
        "Says of an image what is said of the training image nearest by a foundation's features",
    paper =
        "Devlin, Gupta, Girshick, Mitchell, Zitnick. Exploring nearest neighbor approaches for image"
            + " captioning. 2015. https://arxiv.org/abs/1505.04467",
    year = 2015,
    needs = {Field.IMAGE, Field.CAPTION},
    foundations = {"start"},
    settings = NearestCaptionSettings.class)
public final class NearestCaptionMethod implements Method {
  @Override
  public Learner prepare(Preparation given) {
    DualTowers towers = DualTowers.read(given.foundation("start"), given.manager());
    Split training = given.training();
    List<String> captions =
        IntStream.range(0, training.size()).mapToObj(i -> caption(training, i)).toList();
    int neighbours = given.settings(NearestCaptionSettings.class).neighbours();
    return new Remembered(new CaptionMemory(towers, features(towers, given), captions, neighbours));
  }

  private static String caption(Split training, int index) {
    Split.SampleText text = training.text(index);
    if (text.captions().isEmpty()) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          "%s: %s has no caption; expected one to say of other images"
              .formatted(training.name(), text.id()));
    }
    return text.captions().get(0);
  }

  /** (N, D), rows of unit length. */
  private static NDArray features(DualTowers towers, Preparation given) {
    Optional<String> data = given.trainingFingerprint();
    FeatureCache cache = data.isPresent() ? given.cache() : FeatureCache.NONE;
    return new FrozenFeatures(cache, given.manager(), given.progress())
        .images(
            new FrozenFeatures.Tower(
                towers.imageFingerprint().orElse(""), towers.images(), towers::encodeImage),
            given.training(),
            data.orElse(""));
  }

  private record Remembered(CaptionMemory memory) implements Learner {
    @Override
    public Model model() {
      return memory;
    }

    @Override
    public Training training() {
      return new Training.None();
    }

    @Override
    public Map<String, NDArray> state() {
      return memory.state();
    }
  }
}
