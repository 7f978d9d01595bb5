package io.alidade.nn;

import io.alidade.api.ImageSpec;
import io.alidade.api.Preparation;
import io.alidade.api.Range;
import io.alidade.api.Split;
import io.alidade.api.Tokenizer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What can be set of two towers that a method trains from nothing. The method's own record has
 * these components beside those of its idea, so that they are the same keys in every experiment.
 */
public interface PretrainingSettings {
  /** D, of the space in which images and texts meet. */
  int width();

  /** Which tower sees the images. */
  ImageTowerSettings image();

  /** The tower that reads the texts. */
  TextTowerSettings text();

  /** Entries of the tokenizer, learnt from the training captions; at least 514. */
  int vocabulary();

  /** Of a pixel's value 0..1, subtracted; red, green, blue. */
  List<Double> mean();

  /** What a pixel's value is then divided by; red, green, blue. */
  List<Double> deviation();

  /** The learnt scale of the logits. */
  LogitScale logitScale();

  /**
   * The learnt scale of the logits.
   *
   * @param temperature at the start; the scale is its inverse
   * @param limit the scale's highest value
   * @param rate its learning rate, as a factor on the training's
   */
  record LogitScale(
      @Range(above = 0) double temperature,
      @Range(min = 1) double limit,
      @Range(min = 0) double rate) {}

  /** What a record's constructor asks of its {@link #mean} and {@link #deviation}. */
  static void check(List<Double> mean, List<Double> deviation) {
    if (mean.size() != 3 || deviation.size() != 3) {
      throw new IllegalArgumentException(
          "mean is %s and deviation is %s; expected three numbers each (red, green, blue)"
              .formatted(mean, deviation));
    }
    if (deviation.stream().anyMatch(value -> value <= 0)) {
      throw new IllegalArgumentException(
          "deviation is " + deviation + "; expected numbers above 0");
    }
  }

  /** How images have to arrive: drawings lie on white. */
  default ImageSpec images() {
    return new ImageSpec(
        image().size(),
        image().size(),
        mean().stream().map(Double::floatValue).toList(),
        deviation().stream().map(Double::floatValue).toList(),
        List.of(255, 255, 255));
  }

  /** What the towers are made of. */
  default TowersSettings towers() {
    return new TowersSettings(width(), image(), text(), images());
  }

  /**
   * Towers at their start: a tokenizer is learnt from the training captions, and the text tower's
   * last norm starts from some of them.
   */
  default DualTowers start(Preparation given) {
    List<List<String>> captions = StartTexts.captions(given.training());
    Tokenizer tokenizer =
        BytePairTrainer.train(
            () -> captions.stream().flatMap(List::stream).iterator(),
            vocabulary(),
            text().context());
    DualTowers towers =
        DualTowers.start(
            towers(), tokenizer, logitScale().temperature(), given.manager(), given::random);
    towers
        .text()
        .startFrom(TokenBatches.encode(tokenizer, StartTexts.spread(captions), given.manager()));
    return towers;
  }

  /** The captions that a text tower starts from. */
  final class StartTexts {
    /** Enough for a mean and a deviation. */
    private static final int MOST = 512;

    private StartTexts() {}

    /** The captions of each sample, the plainest first. */
    static List<List<String>> captions(Split split) {
      return IntStream.range(0, split.size()).mapToObj(i -> split.text(i).captions()).toList();
    }

    /** Different plain captions, spread evenly over the split. */
    static List<String> spread(List<List<String>> captions) {
      List<String> plain =
          captions.stream()
              .flatMap(all -> all.isEmpty() ? Stream.empty() : Stream.of(all.get(0)))
              .distinct()
              .toList();
      int take = Math.min(MOST, plain.size());
      return IntStream.range(0, take)
          .mapToObj(i -> plain.get((int) ((long) i * plain.size() / take)))
          .toList();
    }
  }
}
