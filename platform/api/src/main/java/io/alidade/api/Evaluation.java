package io.alidade.api;

import java.util.List;

/** What a protocol found: numbers, the predictions behind them, and neighbours to look at. */
public record Evaluation(
    List<Measurement> measurements, List<Prediction> predictions, List<Neighbours> neighbours) {
  public Evaluation {
    measurements = List.copyOf(measurements);
    predictions = List.copyOf(predictions);
    neighbours = List.copyOf(neighbours);
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
