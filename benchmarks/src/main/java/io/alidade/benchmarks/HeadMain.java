package io.alidade.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.DualEncoder;
import io.alidade.api.FeatureCache;
import io.alidade.api.Progress;
import io.alidade.api.Tokenizer;
import io.alidade.data.FrozenFeatures;
import io.alidade.eval.ClassTexts;
import io.alidade.eval.ZeroShotSettings;
import io.alidade.nn.BytePairTrainer;
import io.alidade.nn.Engine;
import io.alidade.nn.Ops;
import io.alidade.nn.TextTower;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Times the zero-shot head of ViT-B/32's text tower over all classes and templates, once. */
final class HeadMain {
  private HeadMain() {}

  /** Arguments: file of class names, file of templates, threads. */
  public static void main(String[] args) throws IOException {
    List<String> names = Files.readAllLines(Path.of(args[0]));
    List<String> templates = Files.readAllLines(Path.of(args[1]));
    ZeroShotSettings settings = new ZeroShotSettings(templates, ZeroShotSettings.Execution.DEFAULT);
    Shape shape = Shape.named("VIT_B32");
    Tokenizer tokenizer =
        BytePairTrainer.train(() -> sentences(names, settings).iterator(), 4096, 77);
    Engine.configure(Integer.parseInt(args[2]));
    try (NDManager manager = Engine.open("cpu")) {
      TextTower tower =
          new TextTower(shape.text(), tokenizer, shape.width(), manager, new SplittableRandom(1));
      Texts encoder = new Texts(tokenizer, tower);
      encoder.encodeText(manager.create(new long[][] {{0, tokenizer.endId()}})).close();
      long start = System.nanoTime();
      FrozenFeatures uncached = new FrozenFeatures(FeatureCache.NONE, manager, Progress.SILENT);
      ClassTexts.encode(encoder, names, settings, uncached).close();
      double seconds = (System.nanoTime() - start) / 1e9;
      long texts = (long) templates.size() * names.size();
      double tokens =
          sentences(names, settings).mapToInt(text -> tokenizer.encode(text).length).sum();
      System.err.printf("%.1f tokens a text%n", tokens / texts);
      Measured.print(texts / seconds, List.of(seconds));
    }
  }

  private static Stream<String> sentences(List<String> names, ZeroShotSettings settings) {
    return names.stream().flatMap(name -> settings.sentences(name).stream());
  }

  /** The text half of an encoder. */
  private record Texts(Tokenizer tokenizer, TextTower tower) implements DualEncoder {
    @Override
    public NDArray encodeImage(NDArray images) {
      throw new UnsupportedOperationException("only texts are timed");
    }

    @Override
    public NDArray encodeText(NDArray tokens) {
      return Ops.normalise(tower.pooled(tokens));
    }

    @Override
    public NDArray logitScale() {
      throw new UnsupportedOperationException("only texts are timed");
    }
  }
}
