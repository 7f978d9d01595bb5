package io.alidade.runtime.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Batch;
import io.alidade.api.Embeddings;
import io.alidade.api.Field;
import io.alidade.nn.Engine;
import io.alidade.runtime.train.diagnosis.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadingTest {
  /** Three rows, two of one caption; their embeddings are (1, 0), (1, 0) and (0, 1). */
  @Test
  void countsRepeatedCaptionsWhereNoLabelsSayWhatBelongsTogether() {
    Engine.configure(1);
    try (NDManager manager = Engine.openOnCpu()) {
      NDArray tokens = manager.create(new long[] {1, 5, 9, 1, 5, 9, 1, 6, 9}, new Shape(3, 3));
      NDArray rows = manager.create(new float[] {1, 0, 1, 0, 0, 1}, new Shape(3, 2));
      Batch batch = new Batch(3, Map.of(Field.CAPTION, tokens));
      Embeddings plain = new Embeddings(Map.of("image", rows));
      Embeddings labelled = plain.with("labels", manager.create(new long[] {4, 4, 2}));
      assertThat(reading(batch, plain).repeated()).isEqualTo(2);
      assertThat(reading(batch, labelled).repeated()).isZero();
      // Of six ordered pairs two are alike; labels have no direction.
      assertThat(reading(batch, labelled).cosines()).containsOnlyKeys("image");
      assertThat(reading(batch, labelled).cosines().get("image")).isCloseTo(1 / 3.0, within(1e-6));
    }
  }

  private static Reading reading(Batch batch, Embeddings embeddings) {
    return Reading.of(1, 10, batch, Optional.of(embeddings), Map.of(), List.of());
  }
}
