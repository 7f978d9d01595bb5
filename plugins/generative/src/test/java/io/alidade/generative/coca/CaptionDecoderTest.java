package io.alidade.generative.coca;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.ImageSpec;
import io.alidade.api.Tokenizer;
import io.alidade.nn.Activation;
import io.alidade.nn.BytePairTrainer;
import io.alidade.nn.CrossTransformerSettings;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Engine;
import io.alidade.nn.Parameters;
import io.alidade.nn.PretrainingSettings.LogitScale;
import io.alidade.nn.StemTower;
import io.alidade.nn.StemTowerSettings;
import io.alidade.nn.TextTower;
import io.alidade.nn.TextTowerSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CaptionDecoderTest {
  private static final int IMAGES = 12;
  private static final int CONTEXT = 9;

  private NDManager manager;
  private DualTowers towers;
  private CaptionDecoder decoder;
  private NDArray images; // (12, 4, 16): tokens

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = NDManager.newBaseManager("PyTorch");
    Tokenizer tokenizer =
        BytePairTrainer.train(() -> List.of("red circle").iterator(), 514, CONTEXT);
    StemTowerSettings stem = new StemTowerSettings(4, 0, 1);
    TextTowerSettings text = new TextTowerSettings(16, 2, 2, CONTEXT, 0, Activation.GELU, 1e-5);
    Parameters scale = new Parameters(manager, new SplittableRandom(3));
    scale.constant("logit-scale", 0);
    towers =
        new DualTowers(
            new StemTower(16, stem, 16, manager, new SplittableRandom(1)),
            new TextTower(text, tokenizer, 16, manager, new SplittableRandom(2)),
            scale,
            tokenizer,
            new ImageSpec(16, 16, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f), List.of(0, 0, 0)));
    CocaSettings settings =
        new CocaSettings(
            16,
            null,
            text,
            514,
            List.of(0.0, 0.0, 0.0),
            List.of(1.0, 1.0, 1.0),
            new LogitScale(1, 100, 1),
            new CrossTransformerSettings(2, 2),
            2);
    decoder = new CaptionDecoder(towers, settings, manager, new SplittableRandom(4));
    images = random(new Shape(IMAGES, 4, 16)).mul(manager.full(new Shape(), 4f));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray random(Shape shape) {
    float[] values = new float[(int) shape.size()];
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values, shape).duplicate();
  }

  /** The likeliest next word, with every place of the text computed anew for each. */
  private List<int[]> plain() {
    Tokenizer tokenizer = towers.tokenizer();
    List<int[]> captions = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      NDArray image = images.get(i + ":" + (i + 1));
      int[] row = new int[CONTEXT];
      java.util.Arrays.fill(row, tokenizer.endId());
      row[0] = tokenizer.encode("")[0];
      for (int place = 0; place + 1 < CONTEXT; place++) {
        long[] ids = new long[place + 1];
        for (int j = 0; j <= place; j++) {
          ids[j] = row[j];
        }
        NDArray states = towers.text().states(manager.create(ids, new Shape(1, place + 1)));
        float[] logits = decoder.logits(states, image).get(0).get(place).toFloatArray(); // (V)
        int best = 0;
        for (int word = 1; word < logits.length; word++) {
          best = logits[word] > logits[best] ? word : best;
        }
        if (best == tokenizer.endId()) {
          break;
        }
        row[place + 1] = best;
      }
      captions.add(row);
    }
    return captions;
  }

  @Test
  void saysTheSameWithAndWithoutWhatItKept() {
    List<int[]> found = Engine.withoutGradients(() -> decoder.captions(images));
    List<int[]> expected = Engine.withoutGradients(this::plain);
    for (int i = 0; i < IMAGES; i++) {
      assertThat(found.get(i)).as("image " + i).isEqualTo(expected.get(i));
    }
    // It says different things of different images, so that the test can fail.
    assertThat(new HashSet<>(found.stream().map(java.util.Arrays::toString).toList()).size())
        .isGreaterThan(2);
    assertThat(images.getDataType()).isEqualTo(DataType.FLOAT32);
  }
}
