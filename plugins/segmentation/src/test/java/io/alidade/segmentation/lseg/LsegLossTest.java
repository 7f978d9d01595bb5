package io.alidade.segmentation.lseg;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.nn.DenseScores;
import io.alidade.nn.Engine;
import io.alidade.nn.Ops;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LsegLossTest {
  private NDManager manager;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** After the authors' network; 255 is their label for what does not count, ours is -100. */
  @Test
  void comparesPixelsWithTextsAsTheAuthorsDo() {
    GoldenCase golden = Golden.read("losses/lseg_pixel_text");
    NDArray pixels = golden.tensor("in.pixel_features").on(manager); // (2, 12, 7, 9)
    NDArray texts = golden.tensor("in.text_features").on(manager); // (6, 12)
    pixels.setRequiresGradient(true);
    texts.setRequiresGradient(true);
    double scale = golden.tensor("in.scale").values()[0];
    long[] labels = golden.tensor("in.labels").longs();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = labels[i] == 255 ? -100 : labels[i];
    }
    NDArray classes = Ops.own(labels, manager).reshape(2, 7, 9);
    NDArray loss =
        Engine.withGradients(
            () -> {
              NDArray logits = LsegLearner.pixelLogits(pixels, texts, scale);
              NDArray value = DenseScores.crossEntropy(logits, classes);
              Ops.backward(value);
              return value;
            });
    Tolerance.LAYER.check("loss", loss, golden.tensor("out.loss"));
    Tolerance.LAYER.check(
        "logits",
        LsegLearner.pixelLogits(pixels, texts, scale).stopGradient(),
        golden.tensor("out.logits"));
    Tolerance.LAYER.check("d pixels", pixels.getGradient(), golden.tensor("grad.pixel_features"));
    Tolerance.LAYER.check("d texts", texts.getGradient(), golden.tensor("grad.text_features"));
  }
}
