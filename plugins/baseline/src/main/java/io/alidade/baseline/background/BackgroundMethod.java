package io.alidade.baseline.background;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.ImageSpec;
import io.alidade.api.Leaf;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.api.Model;
import io.alidade.api.Preparation;
import io.alidade.api.Segmenter;
import io.alidade.api.Training;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;

/** Segments without looking. */
@Extension
@MethodSpec(
    id = "baseline.background",
    leaf = Leaf.BASELINE,
    summary = "Calls every pixel background: what a segmentation is worth that sees nothing",
    paper =
        "Everingham, Van Gool, Williams, Winn, Zisserman. The PASCAL visual object classes (VOC)"
            + " challenge. IJCV 2010. https://doi.org/10.1007/s11263-009-0275-4",
    year = 2010,
    needs = {},
    settings = BackgroundSettings.class)
public final class BackgroundMethod implements Method {
  @Override
  public Learner prepare(Preparation given) {
    return new Unlearned(new Blind(given.settings(BackgroundSettings.class).size()));
  }

  private record Unlearned(Blind blind) implements Learner {
    @Override
    public Model model() {
      return blind;
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

  /** Sees nothing. */
  record Blind(int size) implements Model, Segmenter {
    @Override
    public ImageSpec images() {
      return new ImageSpec(
              size, size, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f), List.of(255, 255, 255))
          .stretched(size);
    }

    /** 1 for the background, 0 for all names. */
    @Override
    public NDArray segment(NDArray images, List<String> classNames) {
      Shape shape = images.getShape(); // (B, 3, H, W)
      long batch = shape.get(0);
      Shape layer = new Shape(batch, 1, shape.get(2), shape.get(3));
      Shape named = new Shape(batch, classNames.size(), shape.get(2), shape.get(3));
      NDArray background = images.getManager().ones(layer);
      return background.concat(images.getManager().zeros(named), 1); // (B, 1 + C, H, W)
    }
  }
}
