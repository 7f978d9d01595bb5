package io.alidade.data.photo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.alidade.api.Image;
import io.alidade.testkit.GoldenCase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GoldenChangeTest {
  private static final List<Integer> FILL = List.of(10, 120, 200);

  private final GoldenCase cases = GoldenPictures.read("augment", "augment");
  private final Image input = GoldenPictures.image(cases.tensor("input"));

  private Image changed(Change... changes) {
    Image image = input;
    for (Change change : changes) {
      image = change.apply(image);
    }
    return image;
  }

  private static Change.Warp smooth(Change.Warp warp) {
    return new Change.Warp(warp.matrix(), true, FILL);
  }

  @Test
  void changesPixelsAsTorchvisionOnPil() {
    Map<String, Image> images = new LinkedHashMap<>();
    images.put("hflip", changed(new Change.Flip()));
    images.put("grayscale3", changed(new Change.Grey()));
    for (String factor : List.of("0.6", "1.4")) {
      double number = Double.parseDouble(factor);
      images.put("brightness_" + factor, changed(new Change.Brightness(number)));
      images.put("contrast_" + factor, changed(new Change.Contrast(number)));
      images.put("saturation_" + factor, changed(new Change.Saturation(number)));
    }
    images.put("hue_-0.1", changed(new Change.Hue(-0.1)));
    images.put("hue_0.25", changed(new Change.Hue(0.25)));
    images.put(
        "jitter_order_1302",
        changed(
            new Change.Contrast(0.7),
            new Change.Hue(0.05),
            new Change.Saturation(1.2),
            new Change.Brightness(1.3)));
    images.put("blur_5_0.8", changed(new Change.Blur(5, 0.8)));
    images.put("blur_9_2.0", changed(new Change.Blur(9, 2.0)));
    images.put("randaugment_Invert_0.0", changed(new Change.Invert()));
    images.put(
        "randaugment_bilinear_Rotate_18.0",
        changed(smooth(Warping.rotate(18, input.height(), input.width()))));
    images.put("randaugment_bilinear_ShearX_0.2", changed(smooth(Warping.shearX(0.2))));
    assertThat(distances(images)).isEmpty();
  }

  @Test
  void doesRandAugmentsOperations() {
    Map<String, Image> images = new LinkedHashMap<>();
    for (String name : cases.at("cases").getAsJsonObject().keySet()) {
      if (name.startsWith("randaugment_") && !name.matches(".*(bilinear|Invert).*")) {
        JsonObject given = cases.at("cases", name).getAsJsonObject();
        RandAugment operation = operation(given.get("op").getAsString());
        Optional<Change> change =
            operation.change(given.get("magnitude").getAsDouble(), input.height(), input.width());
        images.put(name, change.map(this::changed).orElse(input));
      }
    }
    assertThat(images).hasSize(16);
    assertThat(distances(images)).isEmpty();
  }

  private static RandAugment operation(String name) {
    String words = name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    return RandAugment.valueOf(words.replace("COLOR", "COLOUR"));
  }

  @Test
  void cropsAndResizesAsTorchvisionOnPil() {
    for (int i = 0; i < 4; i++) {
      JsonObject given = cases.at("cases", "resized_crop_" + i).getAsJsonObject();
      Window window =
          new Window(
              given.get("top").getAsInt(),
              given.get("left").getAsInt(),
              given.get("height").getAsInt(),
              given.get("width").getAsInt());
      Image image =
          Pixels.of(input).resize(window, 24, 24, Kernel.BICUBIC, Window.whole(24, 24)).rgb();
      assertThat(GoldenPictures.distance(image, cases.tensor("pil.resized_crop_" + i))).isZero();
    }
  }

  /** Those that are not equal. */
  private Map<String, Integer> distances(Map<String, Image> images) {
    Map<String, Integer> off = new LinkedHashMap<>();
    images.forEach(
        (name, image) -> {
          int distance = GoldenPictures.distance(image, cases.tensor("pil." + name));
          if (distance > 0) {
            off.put(name, distance);
          }
        });
    return off;
  }
}
