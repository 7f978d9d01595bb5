package io.alidade.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.alidade.api.Measurement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Against torchmetrics, scikit-learn and clip_benchmark on 187 samples of 9 classes. */
class MetricsTest {
  private static final int SAMPLES = 187;
  private static final int CLASSES = 9;

  private final JsonObject expected;
  private final int[] labels = new int[SAMPLES];
  private final float[][] logits = new float[SAMPLES][CLASSES];

  MetricsTest() throws IOException {
    expected =
        JsonParser.parseString(new String(bytes("classification.json"), StandardCharsets.UTF_8))
            .getAsJsonObject()
            .getAsJsonObject("values");
    ByteBuffer file =
        ByteBuffer.wrap(bytes("classification.safetensors")).order(ByteOrder.LITTLE_ENDIAN);
    // A length, a header, then labels (int64) and logits (float32) in the order of the header.
    file.position(8 + Math.toIntExact(file.getLong(0)));
    for (int i = 0; i < SAMPLES; i++) {
      labels[i] = Math.toIntExact(file.getLong());
    }
    for (float[] row : logits) {
      for (int c = 0; c < CLASSES; c++) {
        row[c] = file.getFloat();
      }
    }
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in = MetricsTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  @Test
  void ranksAsClipBenchmarkDoes() {
    double one = expected.getAsJsonArray("clip_benchmark_top1_top5").get(0).getAsDouble();
    double five = expected.getAsJsonArray("clip_benchmark_top1_top5").get(1).getAsDouble();
    assertThat(TopAccuracy.of(logits, labels, 1)).isCloseTo(one, within(1e-7));
    assertThat(TopAccuracy.of(logits, labels, 5)).isCloseTo(five, within(1e-9));
  }

  @Test
  void averagesOverClassesAsScikitLearnDoes() {
    // Class 6 has no samples: balanced_accuracy_score leaves it out.
    assertThat(MeanPerClass.of(logits, labels, CLASSES))
        .isCloseTo(expected.get("mean_per_class_recall_sklearn").getAsDouble(), within(1e-9));
  }

  @Test
  void saysWhatWasMeasured() {
    TopAccuracy metric = new TopAccuracy(5);
    metric.add(0, new float[] {1, 0});
    assertThat(metric.measurement()).isEqualTo(new Measurement("top-5", 1.0, "share", true, 1));
  }

  @Test
  void guessingIsRightOnceInEveryClassCount() {
    assertThat(Chance.top(1, 1416, 1416).value()).isCloseTo(1.0 / 1416, within(1e-12));
    assertThat(Chance.top(5, 1416, 1416).value()).isCloseTo(5.0 / 1416, within(1e-12));
    assertThat(Chance.top(5, 3, 10).value()).isEqualTo(1.0);
    assertThat(Chance.top(5, 3, 10).metric()).isEqualTo(Chance.nameFor("top-5"));
    assertThat(Chance.metricOf("chance-top-1")).contains("top-1");
    assertThat(Chance.metricOf("top-1")).isEmpty();
  }
}
