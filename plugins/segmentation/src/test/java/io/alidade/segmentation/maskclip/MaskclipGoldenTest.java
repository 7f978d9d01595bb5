package io.alidade.segmentation.maskclip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.contracts.ReferenceClip;
import io.alidade.nn.DenseScores;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Engine;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import org.junit.jupiter.api.Test;

class MaskclipGoldenTest {
  /** Of cosines times 100. */
  private static final Tolerance LOGITS = new Tolerance(1e-3, 1e-3);

  /** The authors' last layer, which keeps its residual and its MLP, through a CLIP of open_clip. */
  @Test
  void readsThePlacesOfAVisionTransformerAsTheAuthorsDo() {
    Engine.configure(1);
    try (NDManager manager = Engine.openOnCpu()) {
      GoldenCase golden = Golden.read("transfer/maskclip_dense");
      DualTowers towers = ReferenceClip.towers(manager);
      NDArray images = golden.tensor("pixel_values").on(manager); // (2, 3, 32, 32)
      NDArray places = towers.image().dense(images); // (2, 32, 4, 4)
      Tolerance.MODEL.check("dense", byPlace(places), golden.tensor("dense_features"));
      NDArray cosines = DenseScores.cosines(places, golden.tensor("text").on(manager));
      LOGITS.check("logits", byPlace(cosines).mul(100), golden.tensor("logits"));
    }
  }

  /** (B, C, h, w) -> (B, h w, C), row by row of the image. */
  private static NDArray byPlace(NDArray map) {
    return map.reshape(map.getShape().get(0), map.getShape().get(1), -1).transpose(0, 2, 1);
  }
}
