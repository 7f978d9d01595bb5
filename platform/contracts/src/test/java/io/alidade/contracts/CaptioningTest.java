package io.alidade.contracts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.Captioner;
import io.alidade.api.ImageSpec;
import io.alidade.api.Model;
import io.alidade.api.Protocol;
import io.alidade.api.Split;
import io.alidade.data.ImageBatches;
import io.alidade.eval.Captioning;
import io.alidade.nn.Engine;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class CaptioningTest extends ProtocolContract {
  @Override
  protected Protocol protocol() {
    return new Captioning();
  }

  @Override
  protected String otherExecution() {
    return "execution.batch-size = 7";
  }

  /** Says one thing of all images. */
  private record Same(ImageSpec images) implements Model, Captioner {
    @Override
    public List<String> captions(NDArray images) {
      return Collections.nCopies((int) images.getShape().get(0), "a red square");
    }
  }

  /** Knows every image by its pixels. */
  private record Knowing(ImageSpec images, Map<Integer, String> captions)
      implements Model, Captioner {
    @Override
    public List<String> captions(NDArray images) {
      return IntStream.range(0, (int) images.getShape().get(0))
          .mapToObj(i -> captions.getOrDefault(Arrays.hashCode(images.get(i).toFloatArray()), ""))
          .toList();
    }
  }

  @Override
  protected Model guessing() {
    return new Same(GuessingModel.IMAGES);
  }

  @Override
  protected Model perfect(Split test) {
    Map<Integer, String> captions = new HashMap<>();
    try (NDManager manager = Engine.openOnCpu()) {
      for (int i = 0; i < test.size(); i++) {
        NDArray image = ImageBatches.load(test, new int[] {i}, GuessingModel.IMAGES, manager);
        captions.put(Arrays.hashCode(image.toFloatArray()), test.text(i).captions().get(1));
      }
    }
    return new Knowing(GuessingModel.IMAGES, captions);
  }
}
