package io.alidade.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.JsonElement;
import io.alidade.api.FeatureCache;
import io.alidade.api.Progress;
import io.alidade.data.FrozenFeatures;
import io.alidade.eval.ClassTexts;
import io.alidade.eval.ZeroShotSettings;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Engine;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The head of zero-shot tests, through a CLIP of open_clip, against those of two references. */
class ZeroShotGoldenTest {
  /** Of cosines times 100. */
  private static final Tolerance LOGITS = new Tolerance(1e-3, 1e-3);

  private NDManager manager;
  private GoldenCase golden;
  private DualTowers towers;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = Engine.openOnCpu();
    golden = Golden.read("transfer/zeroshot_ensemble");
    towers = ReferenceClip.towers(manager);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private List<String> strings(String key) {
    return golden.at("params", key).getAsJsonArray().asList().stream()
        .map(JsonElement::getAsString)
        .toList();
  }

  private ClassTexts texts(List<String> names) {
    ZeroShotSettings settings =
        new ZeroShotSettings(strings("templates"), ZeroShotSettings.Execution.DEFAULT);
    return ClassTexts.encode(
        towers, names, settings, new FrozenFeatures(FeatureCache.NONE, manager, Progress.SILENT));
  }

  @Test
  void ensemblesTemplatesAsOpenClip() {
    try (ClassTexts texts = texts(strings("names"))) {
      Tolerance.MODEL.check(
          "classifier", texts.vectors().transpose(), golden.tensor("classifier")); // (32, 6)
      NDArray images = towers.encodeImage(golden.tensor("pixel_values").on(manager)); // (4, 32)
      Tolerance.MODEL.check("images", images, golden.tensor("image_features"));
      NDArray cosines = images.matMul(texts.vectors().transpose()); // (4, 6)
      LOGITS.check("logits", cosines.mul(100), golden.tensor("logits"));
    }
  }

  /** Who says a space for each underscore. */
  @Test
  void ensemblesTemplatesAsTipAdapter() {
    List<String> names = strings("names").stream().map(name -> name.replace('_', ' ')).toList();
    assertThat(names).isNotEqualTo(strings("names"));
    try (ClassTexts texts = texts(names)) {
      Tolerance.MODEL.check(
          "classifier", texts.vectors().transpose(), golden.tensor("classifier_tip_adapter"));
    }
  }
}
