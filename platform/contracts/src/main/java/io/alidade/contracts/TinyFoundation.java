package io.alidade.contracts;

import ai.djl.ndarray.NDManager;
import io.alidade.api.ImageSpec;
import io.alidade.api.Split;
import io.alidade.api.Tokenizer;
import io.alidade.nn.Activation;
import io.alidade.nn.BytePairTrainer;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Engine;
import io.alidade.nn.ImageTowerSettings;
import io.alidade.nn.ModifiedResNetSettings;
import io.alidade.nn.Safetensors;
import io.alidade.nn.StemTowerSettings;
import io.alidade.nn.TextTowerSettings;
import io.alidade.nn.TowersFolder;
import io.alidade.nn.TowersSettings;
import io.alidade.nn.VisionTransformerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small towers that were not trained, for methods that build on some. */
public final class TinyFoundation {
  /** Pixels a side: a map of two by two places. */
  static final int SIZE = 16;

  private TinyFoundation() {}

  /** A convolutional stem with a block, and a text tower, written as a run writes its own. */
  public static Path write(Path folder) {
    TowersSettings settings =
        new TowersSettings(
            16,
            new ImageTowerSettings(
                ImageTowerSettings.Kind.STEM,
                SIZE,
                new StemTowerSettings(4, 1, 2),
                new VisionTransformerSettings(4, 16, 1, 2, 0, Activation.GELU, 1e-5),
                new ModifiedResNetSettings(List.of(1, 1, 1, 1), 4, 4)),
            new TextTowerSettings(16, 1, 2, 24, 0, Activation.GELU, 1e-5),
            new ImageSpec(
                SIZE,
                SIZE,
                List.of(1f, 1f, 1f),
                List.of(.35f, .35f, .35f),
                List.of(255, 255, 255)));
    Split split = Shapes.split("train");
    Tokenizer tokenizer =
        BytePairTrainer.train(
            () ->
                IntStream.range(0, split.size())
                    .mapToObj(i -> split.text(i).captions().get(0))
                    .iterator(),
            530,
            settings.text().context());
    try (NDManager manager = Engine.openOnCpu()) {
      Files.createDirectories(folder);
      DualTowers towers =
          DualTowers.start(settings, tokenizer, 0.07, manager, purpose -> new SplittableRandom(1));
      Safetensors.write(folder.resolve("model.safetensors"), towers.state(), Map.of());
      Files.writeString(folder.resolve("tokenizer.json"), tokenizer.json());
      TowersFolder.describe(folder, settings, tokenizer);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
