package io.alidade.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.FeatureCache;
import io.alidade.api.ImageSpec;
import io.alidade.api.Progress;
import io.alidade.nn.Engine;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrozenFeaturesTest {
  private static final ImageSpec SPEC =
      new ImageSpec(2, 2, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f), List.of(0, 0, 0));
  private static final Shades SPLIT = new Shades(150, 150);

  @TempDir private Path folder;
  private NDManager manager;
  private int batches;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = NDManager.newBaseManager("PyTorch");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private NDArray features(FeatureCache cache, String fingerprint, String data) {
    FrozenFeatures.Tower tower =
        new FrozenFeatures.Tower(
            fingerprint,
            SPEC,
            images -> {
              batches++;
              return images.reshape(images.getShape().get(0), 12);
            });
    return new FrozenFeatures(cache, manager, Progress.SILENT).images(tower, SPLIT, data);
  }

  @Test
  void areThoseOfTheImagesInOrder() {
    float[] features = features(FeatureCache.NONE, "a", "d").toFloatArray();
    assertThat(batches).isEqualTo(3); // 64, 64 and 22 of 150
    int[] all = IntStream.range(0, 150).toArray();
    assertThat(features).isEqualTo(ImageBatches.load(SPLIT, all, SPEC, manager).toFloatArray());
    assertThat(Arrays.copyOf(features, 12)).isNotEqualTo(Arrays.copyOfRange(features, 12, 24));
  }

  @Test
  void areComputedOnceForATowerAndItsData() {
    FeatureCache cache = new StoredFeatures(folder, 1 << 20, Map.of(), Progress.SILENT);
    float[] first = features(cache, "a", "d").toFloatArray();
    assertThat(features(cache, "a", "d").toFloatArray()).isEqualTo(first);
    assertThat(batches).isEqualTo(3);
    features(cache, "b", "d");
    features(cache, "a", "e");
    assertThat(batches).isEqualTo(9);
  }

  @Test
  void leaveNothingElseBehind() {
    int before = manager.getManagedArrays().size();
    features(FeatureCache.NONE, "a", "d").close();
    assertThat(manager.getManagedArrays()).hasSize(before);
  }
}
