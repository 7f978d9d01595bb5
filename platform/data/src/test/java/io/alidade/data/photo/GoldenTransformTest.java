package io.alidade.data.photo;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.Image;
import io.alidade.api.ImageSpec;
import io.alidade.data.Levels;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tensor;
import io.alidade.testkit.Tolerance;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoldenTransformTest {
  private static final List<Float> MEAN = List.of(0.48145467f, 0.4578275f, 0.40821072f);
  private static final List<Float> DEVIATION = List.of(0.26862955f, 0.2613026f, 0.2757771f);

  private static ImageSpec spec(int height, int width, List<Float> mean, List<Float> deviation) {
    return new ImageSpec(height, width, mean, deviation, List.of(0, 0, 0));
  }

  @Test
  void decodesWhatPilDecodes() {
    GoldenCase cases = GoldenPictures.read("decoded", "whole");
    Map<String, Integer> off = new LinkedHashMap<>();
    for (String name : GoldenPictures.names(cases)) {
      Image image = GoldenPictures.picture(name).rgb();
      int distance = GoldenPictures.distance(image, cases.tensor(name));
      if (distance > 0) {
        off.put(name, distance);
      }
    }
    assertThat(off).isEmpty();
  }

  @Test
  void resizesByEveryKernelAsPil() {
    GoldenCase cases = GoldenPictures.read("resize", "resize");
    Pixels input = Pixels.of(GoldenPictures.image(cases.tensor("input")));
    int compared = 0;
    for (Map.Entry<String, Tensor> entry : cases.tensors().entrySet()) {
      String[] parts = entry.getKey().split("\\.", -1);
      if (!parts[0].equals("pil") || parts[1].equals("nearest")) {
        continue;
      }
      Kernel kernel = Kernel.valueOf(parts[1].toUpperCase(Locale.ROOT));
      int height = (int) entry.getValue().shape()[0];
      int width = (int) entry.getValue().shape()[1];
      Window all = Window.whole(input.height(), input.width());
      Window part = Window.whole(height, width);
      Image resized = input.resize(all, height, width, kernel, part).rgb();
      assertThat(GoldenPictures.distance(resized, entry.getValue())).as(entry.getKey()).isZero();
      compared++;
    }
    assertThat(compared).isEqualTo(17);
  }

  @Test
  void preparesAsOpenClip() {
    GoldenCase cases = GoldenPictures.read("open_clip", "whole");
    Map<String, ImageTransform> modes =
        Map.of(
            "shortest", ImageTransform.CLIP,
            "shortest_bilinear", openClip(Fit.SHORTEST, Kernel.BILINEAR, 0),
            "longest", openClip(Fit.LONGEST, Kernel.BICUBIC, 0),
            "longest_fill", openClip(Fit.LONGEST, Kernel.BICUBIC, 127),
            "squash", openClip(Fit.SQUASH, Kernel.BICUBIC, 0));
    ImageSpec spec = spec(32, 32, MEAN, DEVIATION);
    Map<String, Integer> off = new LinkedHashMap<>();
    for (String name : GoldenPictures.names(cases)) {
      Pixels pixels = GoldenPictures.picture(name);
      modes.forEach(
          (mode, transform) -> {
            Tensor expected = cases.tensors().get(mode + "." + name);
            if (expected != null) {
              int distance = GoldenPictures.distance(transform.apply(pixels, spec), expected);
              if (distance > 0) {
                off.put(mode + "." + name, distance);
              }
            }
          });
    }
    assertThat(off).isEmpty();
  }

  private static ImageTransform openClip(Fit fit, Kernel kernel, int padding) {
    return new ImageTransform(Preprocessing.OPEN_CLIP, fit, kernel, padding);
  }

  @Test
  void normalisesAsOpenClip() {
    GoldenCase cases = GoldenPictures.read("open_clip", "whole");
    ImageSpec spec = spec(32, 32, MEAN, DEVIATION);
    for (String name : List.of("landscape.png", "rgba.png", "plain.jpg")) {
      Image image = ImageTransform.CLIP.apply(GoldenPictures.picture(name), spec);
      new Tolerance(1e-6, 1e-6)
          .check(name, planes(image, spec), cases.tensor("normalized." + name).floats());
    }
  }

  private static float[] planes(Image image, ImageSpec spec) {
    float[] planes = new float[image.pixels().length];
    new Levels(spec).planes(image.pixels(), planes, 0);
    return planes;
  }

  @Test
  void preparesAsHuggingFace() {
    GoldenCase cases = GoldenPictures.read("huggingface", "whole");
    List<Float> half = List.of(0.5f, 0.5f, 0.5f);
    Map<String, ImageSpec> specs =
        Map.of(
            "clip", spec(32, 32, MEAN, DEVIATION),
            "clip_28x36_no_crop", spec(28, 36, MEAN, DEVIATION),
            "siglip", spec(32, 32, half, half));
    assertThat(cases.tensors()).hasSizeGreaterThan(30);
    for (Map.Entry<String, Tensor> entry : cases.tensors().entrySet()) {
      String processor = entry.getKey().substring(0, entry.getKey().indexOf('.'));
      String name = entry.getKey().substring(processor.length() + 1);
      Fit fit = processor.equals("clip") ? Fit.SHORTEST : Fit.SQUASH;
      ImageTransform transform =
          new ImageTransform(Preprocessing.HUGGING_FACE, fit, Kernel.BICUBIC, 0);
      ImageSpec spec = specs.get(processor);
      assertThat(spec).as(Arrays.toString(entry.getValue().shape())).isNotNull();
      Image image = transform.apply(GoldenPictures.picture(name), spec);
      new Tolerance(2e-6, 2e-6)
          .check(entry.getKey(), planes(image, spec), entry.getValue().floats());
    }
  }
}
