package io.alidade.baseline.nearestcaption;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.Method;
import io.alidade.api.Split;
import io.alidade.contracts.MethodContract;
import io.alidade.contracts.TinyFoundation;
import io.alidade.data.ImageBatches;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Engine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearestCaptionMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new NearestCaptionMethod();
  }

  @Test
  void saysOfAnImageThatItKnowsWhatWasSaidOfIt(@TempDir Path folder) {
    Engine.configure(1);
    try (NDManager manager = Engine.openOnCpu()) {
      DualTowers towers = DualTowers.read(TinyFoundation.write(folder), manager);
      Split split = training();
      int[] some = {0, 5, 9};
      NDArray images = ImageBatches.load(split, some, towers.images(), manager);
      NDArray features = towers.encodeImage(images); // (3, D)
      CaptionMemory one =
          new CaptionMemory(towers, features, List.of("first", "second", "third"), 1);
      assertThat(one.captions(images)).containsExactly("first", "second", "third");
      // Asked all three, two of whom agree: all images are said to show the same.
      CaptionMemory three =
          new CaptionMemory(towers, features, List.of("first", "second", "second"), 3);
      assertThat(three.captions(images)).containsExactly("second", "second", "second");
      // Asked all three, none of whom agree: the nearest, which is the image itself.
      CaptionMemory unlike =
          new CaptionMemory(towers, features, List.of("first", "second", "third"), 3);
      assertThat(unlike.captions(images)).containsExactly("first", "second", "third");
    }
  }
}
