package io.alidade.benchmarks.operators;

import io.alidade.nn.BytePairTokenizer;
import io.alidade.nn.BytePairTrainer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A thousand captions of twelve words to token ids, their words met before, as in an epoch. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TokenizerEncode {
  private static final List<String> SYLLABLES =
      List.of("ba", "cro", "di", "el", "fan", "gor", "hu", "im", "lo", "nar", "pe", "sti", "tu");

  /** Texts of invented words, and a tokenizer that learnt from them. */
  @State(Scope.Thread)
  public static class Texts {
    private final List<String> captions;
    private final BytePairTokenizer tokenizer;

    public Texts() {
      SplittableRandom random = new SplittableRandom(1);
      List<String> words =
          draws(2000, () -> String.join("", draws(3, () -> pick(SYLLABLES, random))));
      captions = draws(1000, () -> String.join(" ", draws(12, () -> pick(words, random))));
      tokenizer = BytePairTrainer.train(captions, 1024, 77);
    }

    private static List<String> draws(int n, java.util.function.Supplier<String> one) {
      return IntStream.range(0, n).mapToObj(i -> one.get()).collect(Collectors.toList());
    }

    private static String pick(List<String> from, SplittableRandom random) {
      return from.get(random.nextInt(from.size()));
    }
  }

  @Benchmark
  public int thousandCaptions(Texts texts) {
    int tokens = 0;
    for (String caption : texts.captions) {
      tokens += texts.tokenizer.encode(caption).length;
    }
    return tokens;
  }
}
