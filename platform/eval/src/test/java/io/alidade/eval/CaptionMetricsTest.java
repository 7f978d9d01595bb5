package io.alidade.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.alidade.testkit.Golden;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Against coco-caption (pycocoevalcap) on 25 images of 2 to 5 references. */
class CaptionMetricsTest {
  private final JsonObject golden = Golden.json("metrics/captions.json").getAsJsonObject();
  private final JsonObject values = golden.getAsJsonObject("values");
  private final List<Captioned> images = images();

  private List<Captioned> images() {
    List<Captioned> images = new ArrayList<>();
    for (String key : golden.getAsJsonObject("candidates").keySet()) {
      List<String> references =
          golden.getAsJsonObject("references").getAsJsonArray(key).asList().stream()
              .map(JsonElement::getAsString)
              .toList();
      String candidate = golden.getAsJsonObject("candidates").get(key).getAsString();
      images.add(Captioned.of(candidate, references));
    }
    return images;
  }

  private double[] numbers(String name) {
    return values.getAsJsonArray(name).asList().stream()
        .mapToDouble(JsonElement::getAsDouble)
        .toArray();
  }

  @Test
  void scoresBleuAsCocoCaptionDoes() {
    assertThat(Bleu.of(images)).containsExactly(numbers("bleu"), within(1e-9));
  }

  @Test
  void scoresRougeAsCocoCaptionDoes() {
    assertThat(RougeL.of(images)).isCloseTo(values.get("rouge_l").getAsDouble(), within(1e-9));
    assertThat(images.stream().mapToDouble(RougeL::of).toArray())
        .containsExactly(numbers("rouge_l_per_image"), within(1e-9));
  }

  @Test
  void scoresCiderAsCocoCaptionDoes() {
    double[] cider = Cider.of(images);
    assertThat(cider).containsExactly(numbers("cider_per_image"), within(1e-9));
    assertThat(Arrays.stream(cider).average().orElseThrow())
        .isCloseTo(values.get("cider").getAsDouble(), within(1e-9));
  }

  @Test
  void takesWordsWithoutPunctuationAndCase() {
    assertThat(Captioned.words("It's a RED bus, No. 7!"))
        .containsExactly("it", "s", "a", "red", "bus", "no", "7");
  }

  /** "a red bus" against "a bus": 2 of 3 words and 2 of 2, so F = 2.44 * 2/3 / (1 + 1.44 * 2/3). */
  @Test
  void findsWordsInTheirOrder() {
    Captioned image = Captioned.of("a red bus", List.of("a bus"));
    assertThat(RougeL.of(image)).isCloseTo(2.44 * 2 / 3 / (1 + 1.44 * 2 / 3), within(1e-12));
  }

  @Test
  void givesNothingForSayingNothing() {
    List<Captioned> silent =
        List.of(Captioned.of("", List.of("a bus")), Captioned.of("", List.of("a tram", "a bus")));
    assertThat(Bleu.of(silent)).containsOnly(new double[] {0}, within(1e-9));
    assertThat(RougeL.of(silent)).isZero();
    assertThat(Cider.of(silent)).containsOnly(0);
  }
}
