package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.ImageSpec;
import io.alidade.api.Tokenizer;
import io.alidade.testkit.Tolerance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A tower taken apart, its parts put together again, is the tower. */
class TowersInPartsTest {
  private static final StemTowerSettings STEM = new StemTowerSettings(4, 2, 2);
  private static final VisionTransformerSettings VIT =
      new VisionTransformerSettings(4, 16, 2, 2, 0, Activation.GELU, 1e-5);
  private static final ModifiedResNetSettings RESNET =
      new ModifiedResNetSettings(List.of(1, 1, 1, 1), 4, 4);

  @TempDir Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = NDManager.newBaseManager("PyTorch");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  static Stream<ImageTowerSettings> towers() {
    return Stream.of(
        new ImageTowerSettings(ImageTowerSettings.Kind.STEM, 32, STEM, VIT, RESNET),
        new ImageTowerSettings(
            ImageTowerSettings.Kind.STEM, 32, new StemTowerSettings(4, 0, 2), VIT, RESNET),
        new ImageTowerSettings(ImageTowerSettings.Kind.VIT, 32, STEM, VIT, RESNET),
        new ImageTowerSettings(ImageTowerSettings.Kind.RESNET, 32, STEM, VIT, RESNET));
  }

  private NDArray images(int count) {
    SplittableRandom random = new SplittableRandom(5);
    float[] pixels = new float[count * 3 * 32 * 32];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextGaussian();
    }
    return manager.create(pixels, new Shape(count, 3, 32, 32));
  }

  @ParameterizedTest
  @MethodSource("towers")
  void theReadOutOfAllTokensIsThePooledImage(ImageTowerSettings settings) {
    ImageTower tower = ImageTower.of(settings, 6, manager, new SplittableRandom(1));
    NDArray whole = tower.pooled(images(3), Mode.EVALUATION);
    NDArray tokens = tower.tokens(images(3), Mode.EVALUATION);
    assertThat(tokens.getShape().get(2)).isEqualTo(tower.width());
    Tolerance.LAYER.check("pooled", tower.readOut(tokens).toFloatArray(), whole.toFloatArray());
  }

  @ParameterizedTest
  @MethodSource("towers")
  void denseFeaturesHaveAPlaceForEachPatchOfTheSpaceOfWholeImages(ImageTowerSettings settings) {
    ImageTower tower = ImageTower.of(settings, 6, manager, new SplittableRandom(1));
    NDArray dense = tower.dense(images(2));
    int stride =
        settings.kind() == ImageTowerSettings.Kind.RESNET
            ? 32
            : settings.kind() == ImageTowerSettings.Kind.VIT ? 4 : 8;
    assertThat(dense.getShape()).isEqualTo(new Shape(2, 6, 32 / stride, 32 / stride));
  }

  /** Where the window of a place lies wholly inside, it is a crop of the map read as an image. */
  @Test
  void aDenseFeatureOfAStemIsTheWindowReadAsAnImage() {
    StemTower tower = new StemTower(32, STEM, 6, manager, new SplittableRandom(1));
    NDArray map = tower.map(images(1), Mode.EVALUATION); // (1, C, 4, 4): one window, at place 1, 1
    NDArray dense = tower.dense(images(1));
    Tolerance.LAYER.check(
        "window", dense.get(":, :, 1, 1").toFloatArray(), tower.ofMap(map).toFloatArray());
  }

  @Test
  void aStemsMapGrowsWithTheImage() {
    StemTower tower = new StemTower(32, STEM, 6, manager, new SplittableRandom(1));
    NDArray wide = manager.zeros(new Shape(1, 3, 48, 96));
    assertThat(tower.map(wide, Mode.EVALUATION).getShape()).isEqualTo(new Shape(1, 16, 6, 12));
    assertThat(tower.dense(wide).getShape()).isEqualTo(new Shape(1, 6, 6, 12));
  }

  private static final Tokenizer WORDS =
      BytePairTrainer.train(() -> List.of("a cat", "a dog", "two cats").iterator(), 520, 12);
  private static final TextTowerSettings TEXT =
      new TextTowerSettings(16, 2, 2, 12, 0, Activation.GELU, 1e-5);

  @Test
  void aTextTowerInPartsReadsTheSame() {
    TextTower tower = new TextTower(TEXT, WORDS, 6, manager, new SplittableRandom(1));
    NDArray tokens =
        TokenBatches.encode(WORDS, List.of("a cat", "two dogs and a cat", "a dog"), manager);
    NDArray parts = tower.pooledFrom(tower.embed(tokens), tower.ends(tokens));
    Tolerance.LAYER.check("pooled", parts.toFloatArray(), tower.pooled(tokens).toFloatArray());
    assertThat(tower.states(tokens).getShape())
        .isEqualTo(new Shape(3, tokens.getShape().get(1), 16));
  }

  @Test
  void towersOfARunAreReadBackToTheBit() throws IOException {
    ImageSpec spec =
        new ImageSpec(32, 32, List.of(1f, 1f, 1f), List.of(.35f, .35f, .35f), List.of(9, 9, 9));
    for (ImageTowerSettings image : towers().toList()) {
      TowersSettings settings = new TowersSettings(6, image, TEXT, spec);
      DualTowers towers =
          DualTowers.start(settings, WORDS, 0.1, manager, purpose -> new SplittableRandom(3));
      TowersFolder.describe(folder, settings, WORDS);
      Safetensors.write(folder.resolve("model.safetensors"), towers.state(), Map.of());
      Files.writeString(folder.resolve("tokenizer.json"), WORDS.json());
      DualTowers read = DualTowers.read(folder, manager);
      assertThat(read.images()).isEqualTo(spec);
      towers
          .state()
          .forEach(
              (name, value) ->
                  assertThat(read.state().get(name).toFloatArray())
                      .as(name)
                      .isEqualTo(value.toFloatArray()));
      // A tower without a graph may take another kernel.
      Tolerance.LAYER.check(
          "images",
          read.encodeImage(images(2)).toFloatArray(),
          towers.encodeImage(images(2)).toFloatArray());
      NDArray tokens = TokenBatches.encode(read.tokenizer(), List.of("a cat"), manager);
      Tolerance.LAYER.check(
          "texts",
          read.encodeText(tokens).toFloatArray(),
          towers.encodeText(tokens).toFloatArray());
      assertThat(read.logitScale().getFloat()).isEqualTo(towers.logitScale().getFloat());
    }
  }
}
