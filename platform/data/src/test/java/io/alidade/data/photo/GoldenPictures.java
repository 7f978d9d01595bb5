package io.alidade.data.photo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.alidade.api.Image;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tensor;
import io.alidade.testkit.TensorFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Cases of the reference preprocessing, and how far an image lies from them. */
final class GoldenPictures {
  private GoldenPictures() {}

  static GoldenCase read(String name, String entry) {
    Path file = Golden.file("preprocess/" + name + ".safetensors");
    JsonObject index = Golden.json("preprocess/index.json").getAsJsonObject();
    return new GoldenCase(name, TensorFile.read(file), index.getAsJsonObject(entry));
  }

  static Pixels picture(String name) {
    return ImageFile.read(Golden.file("preprocess/images/" + name));
  }

  static List<String> names(GoldenCase cases) {
    return cases.at("pictures").getAsJsonObject().keySet().stream().sorted().toList();
  }

  static Image image(Tensor tensor) {
    byte[] pixels = new byte[tensor.values().length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) tensor.values()[i];
    }
    return new Image((int) tensor.shape()[0], (int) tensor.shape()[1], 3, pixels);
  }

  /** The largest difference in levels. */
  static int distance(Image actual, Tensor expected) {
    assertThat(new long[] {actual.height(), actual.width(), 3})
        .as("shape; expected %s", Arrays.toString(expected.shape()))
        .isEqualTo(expected.shape());
    int worst = 0;
    for (int i = 0; i < actual.pixels().length; i++) {
      int difference = (actual.pixels()[i] & 0xff) - (int) expected.values()[i];
      worst = Math.max(worst, Math.abs(difference));
    }
    return worst;
  }
}
