package io.alidade.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.alidade.api.ImageSpec;
import io.alidade.api.Sample;
import io.alidade.api.Split;
import io.alidade.data.photo.ImageFile;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Engine;
import io.alidade.testkit.Golden;
import io.alidade.testkit.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From a CLIP's folder of the hub and pictures beside it to what its image tower sees, against
 * transformers' CLIPImageProcessor of the same folder.
 */
class HuggingFaceImagesTest {
  /** Every pixel has the level that it has there; what is left is float32. */
  private static final double LEVEL = 1 / 255.0;

  private record Pictures(List<Path> files) implements Split {
    static Pictures in(Path folder) throws IOException {
      try (Stream<Path> files = Files.list(folder)) {
        return new Pictures(files.sorted().toList());
      }
    }

    @Override
    public String name() {
      return "test";
    }

    @Override
    public int size() {
      return files.size();
    }

    @Override
    public Sample sample(int index) {
      SampleText text = text(index);
      return new Sample(
          text.id(), ImageFile.read(files.get(index)).rgb(), List.of(), -1, text.group());
    }

    @Override
    public SampleText text(int index) {
      String name = "picture-" + index;
      return new SampleText(name, List.of(), -1, name);
    }

    @Override
    public List<String> classNames() {
      return List.of();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"clip-vit", "clip-vit-fp16", "clip-gelu"})
  void imagesArriveAsTheReferencePreparesThem(String name) throws IOException {
    Path hub = Golden.file("checkpoints/" + name);
    Tensor expected = Golden.read("checkpoints/" + name + "/expected").tensor("pixel_values");
    Pictures pictures = Pictures.in(hub.resolve("images"));
    assertThat((long) pictures.size()).isEqualTo(expected.shape()[0]).isGreaterThan(3);
    Engine.configure(1);
    try (NDManager manager = Engine.openOnCpu()) {
      ImageSpec spec = DualTowers.read(hub, manager).images();
      int[] all = IntStream.range(0, pictures.size()).toArray();
      float[] ours = ImageBatches.load(pictures, all, spec, manager).toFloatArray();
      assertThat(ours).hasSize(expected.values().length);
      int plane = spec.height() * spec.width();
      double worst = 0;
      for (int i = 0; i < ours.length; i++) {
        double deviation = spec.deviation().get(i / plane % 3); // (B, 3, H, W)
        worst = Math.max(worst, Math.abs(ours[i] - expected.values()[i]) * deviation);
      }
      assertThat(worst).as("of the range 0..1").isLessThan(LEVEL / 1000);
    }
  }
}
