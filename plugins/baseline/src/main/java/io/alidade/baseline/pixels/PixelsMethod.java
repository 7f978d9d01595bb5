package io.alidade.baseline.pixels;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Field;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Model;
import io.alidade.api.Preparation;
import io.alidade.api.Training;
import java.util.Map;
import org.pf4j.Extension;

/** Remembers the training images; there is nothing to train. */
@Extension
@MethodSpec(
    id = "baseline.pixels",
    leaf = Leaf.BASELINE,
    summary = "Answers with the class of the training image that is nearest by pixels",
    paper =
        "Cover, Hart. Nearest neighbor pattern classification. IEEE Transactions on Information"
            + " Theory 13(1), 1967. https://doi.org/10.1109/TIT.1967.1053964",
    year = 1967,
    needs = {Field.IMAGE, Field.LABEL},
    settings = PixelsSettings.class)
public final class PixelsMethod implements Method {

  @Override
  public Learner prepare(Preparation given) {
    int side = given.settings(PixelsSettings.class).side();
    return new Remembered(PixelMemory.of(given.training(), side, given.manager()));
  }

  private record Remembered(PixelMemory memory) implements Learner {
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
