package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.DualEncoder;
import io.alidade.api.FeatureCache;
import io.alidade.api.Progress;
import io.alidade.api.Tokenizer;
import io.alidade.data.FrozenFeatures;
import io.alidade.nn.Activation;
import io.alidade.nn.BytePairTrainer;
import io.alidade.nn.Engine;
import io.alidade.nn.Ops;
import io.alidade.nn.TextTower;
import io.alidade.nn.TextTowerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Times a zero-shot head of ViT-B/32's text tower: {@code ZeroShotHeadTimes TEMPLATES CLASSES},
 * with a file of one template a line and a number of class names, which are drawn from a seed. Run
 * with the allocator's settings of a worker.
 */
final class ZeroShotHeadTimes {
  private static final int CONTEXT = 77;
  private static final int WIDTH = 512;
  private static final List<String> SYLLABLES =
      List.of("ba", "der", "fi", "gol", "ka", "len", "mo", "nar", "pi", "sus", "ter", "vo");

  private ZeroShotHeadTimes() {}

  public static void main(String[] arguments) throws IOException {
    List<String> templates = Files.readAllLines(Path.of(arguments[0]));
    List<String> names = names(Integer.parseInt(arguments[1]));
    ZeroShotSettings settings = new ZeroShotSettings(templates, ZeroShotSettings.Execution.DEFAULT);
    Tokenizer tokenizer =
        BytePairTrainer.train(() -> sentences(names, settings).iterator(), 4096, CONTEXT);
    Engine.configure(Runtime.getRuntime().availableProcessors());
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      Texts encoder = new Texts(tokenizer, tower(tokenizer, manager));
      encoder.encodeText(manager.create(new long[][] {{0, tokenizer.endId()}})).close();
      long start = System.nanoTime();
      ClassTexts.encode(
              encoder,
              names,
              settings,
              new FrozenFeatures(FeatureCache.NONE, manager, Progress.SILENT))
          .close();
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "%d texts of %d tokens, %d of them in different places, in %.2f s: %.1f texts/s%n",
          templates.size() * names.size(),
          sentences(names, settings).mapToInt(text -> tokenizer.encode(text).length).sum(),
          differentPlaces(sentences(names, settings).map(tokenizer::encode)),
          seconds,
          templates.size() * names.size() / seconds);
    }
  }

  private static TextTower tower(Tokenizer tokenizer, NDManager manager) {
    return new TextTower(
        new TextTowerSettings(WIDTH, 12, 8, CONTEXT, 0, Activation.GELU, 1e-5),
        tokenizer,
        WIDTH,
        manager,
        new SplittableRandom(1));
  }

  private static Stream<String> sentences(List<String> names, ZeroShotSettings settings) {
    return names.stream().flatMap(name -> settings.sentences(name).stream());
  }

  /** Different names of one to three words of two or three syllables. */
  private static List<String> names(int count) {
    SplittableRandom random = new SplittableRandom(7);
    Set<String> names = new HashSet<>();
    while (names.size() < count) {
      names.add(
          IntStream.range(0, 1 + random.nextInt(3))
              .mapToObj(word -> word(random))
              .collect(Collectors.joining(" ")));
    }
    return names.stream().sorted().toList();
  }

  private static String word(SplittableRandom random) {
    return IntStream.range(0, 2 + random.nextInt(2))
        .mapToObj(i -> SYLLABLES.get(random.nextInt(SYLLABLES.size())))
        .collect(Collectors.joining());
  }

  /** Nodes of the tree of all texts together. */
  private static int differentPlaces(Stream<int[]> texts) {
    Set<List<Integer>> prefixes = new HashSet<>();
    texts.forEach(
        ids -> {
          List<Integer> text = IntStream.of(ids).boxed().toList();
          for (int length = 1; length <= ids.length; length++) {
            prefixes.add(text.subList(0, length));
          }
        });
    return prefixes.size();
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
