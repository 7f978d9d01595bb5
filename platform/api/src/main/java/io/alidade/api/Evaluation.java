package io.alidade.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a protocol found: numbers, the predictions behind them, and neighbours to look at.
 *
 * @param items what single samples give, where a prediction is not simply right or wrong: two
 *     models are compared sample by sample
 */
public record Evaluation(
    List<Measurement> measurements,
    List<Prediction> predictions,
    List<Neighbours> neighbours,
    List<Item> items) {
  public Evaluation {
    measurements = List.copyOf(measurements);
    predictions = List.copyOf(predictions);
    neighbours = List.copyOf(neighbours);
    items = List.copyOf(Objects.requireNonNullElse(items, List.of())); // older files have none
  }

  /** One whose predictions say all. */
  public Evaluation(
      List<Measurement> measurements, List<Prediction> predictions, List<Neighbours> neighbours) {
    this(measurements, predictions, neighbours, List.of());
  }

  /**
   * What one sample gives.
   *
   * @param index into the split
   * @param values what each metric would be, were it the only sample; without those that it says
   *     nothing of
   */
  public record Item(int index, String sample, Map<String, Double> values) {
    public Item {
      values = Map.copyOf(new TreeMap<>(values));
    }
  }

  /** What was said of one sample, the likeliest first; {@code index} points into the split. */
  public record Prediction(int index, String sample, String truth, List<Guess> guesses) {
    public Prediction {
      guesses = List.copyOf(guesses);
    }

    public boolean right() {
      return !guesses.isEmpty() && guesses.get(0).name().equals(truth);
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
}
