package io.alidade.api;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a protocol found: numbers, the predictions behind them, neighbours to look at, and what each
 * item added to a number, so that two methods can be compared item by item.
 */
public record Evaluation(
    List<Measurement> measurements,
    List<Prediction> predictions,
    List<Neighbours> neighbours,
    List<Contributions> contributions) {
  /** One that says nothing of single items. */
  public Evaluation(
      List<Measurement> measurements, List<Prediction> predictions, List<Neighbours> neighbours) {
    this(measurements, predictions, neighbours, List.of());
  }

  public Evaluation {
    contributions = List.copyOf(contributions);
    measurements = List.copyOf(measurements);
    predictions = List.copyOf(predictions);
    neighbours = List.copyOf(neighbours);
  }

  /**
   * What was said of one sample, the likeliest first; {@code index} points into the split.
   *
   * @param described whether the guesses tell what is there, which is neither right nor wrong as a
   *     whole: a caption, things found
   * @param drawing where in the image; a host need keep it of those samples only that it shows
   */
  public record Prediction(
      int index,
      String sample,
      String truth,
      List<Guess> guesses,
      boolean described,
      @Nullable Drawing drawing) {
    public Prediction {
      guesses = List.copyOf(guesses);
    }

    /** One that says not where. */
    public Prediction(
        int index, String sample, String truth, List<Guess> guesses, boolean described) {
      this(index, sample, truth, guesses, described, null);
    }

    /** A name of the truth's kind. */
    public Prediction(int index, String sample, String truth, List<Guess> guesses) {
      this(index, sample, truth, guesses, false);
    }

    /** Where in the image, if that is known. */
    public Optional<Drawing> drawn() {
      return Optional.ofNullable(drawing);
    }

    /** The same without its drawing. */
    public Prediction undrawn() {
      return new Prediction(index, sample, truth, guesses, described);
    }

    public boolean right() {
      return !described && !guesses.isEmpty() && guesses.get(0).name().equals(truth);
    }
  }

  /** A name with its probability, or similarity where the model gives no probability. */
  public record Guess(String name, double confidence) {}

  /** The texts and images nearest to one sample, the nearest first. */
  public record Neighbours(int index, String sample, List<Guess> texts, List<Near> images) {
    public Neighbours {
      texts = List.copyOf(texts);
      images = List.copyOf(images);
    }
  }

  /** Another sample of the split and its similarity. */
  public record Near(int index, String sample, double similarity) {}

  /** How a metric comes of what its items add; C is a class, as a number. */
  public enum Statistic {
    /** {@code [value]}: the mean over all items. */
    MEAN,
    /** {@code [C, value]}: the mean over the classes of the mean over each class's items. */
    MEAN_OF_CLASSES,
    /**
     * {@code [C, intersection, union, C, intersection, union, ...]}: the mean over the classes that
     * occur of summed intersections over summed unions.
     */
    MEAN_IOU,
    /**
     * {@code [C, -1, things, ..., C, score, right, ...]} in threes, a negative score before the
     * number of things of a class in the image, right 1 or 0: the mean over the classes that occur
     * of the area under precision, made falling, at 101 recalls.
     */
    MEAN_AVERAGE_PRECISION
  }

  /**
   * What each item added to a metric, in an order that depends on the split and the protocol alone.
   *
   * @param metric as its {@link Measurement} is called
   */
  public record Contributions(String metric, Statistic statistic, List<double[]> items) {
    public Contributions {
      items = List.copyOf(items);
    }

    /** By what they hold. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Contributions that
          && metric.equals(that.metric)
          && statistic == that.statistic
          && Arrays.deepEquals(items.toArray(), that.items.toArray());
    }

    @Override
    public int hashCode() {
      return Objects.hash(metric, statistic, Arrays.deepHashCode(items.toArray()));
    }
  }
}
