package toy.protocol;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.AlidadeException;
import io.alidade.api.Evaluation;
import io.alidade.api.Evaluation.Contributions;
import io.alidade.api.Evaluation.Guess;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.api.Evaluation.Statistic;
import io.alidade.api.ImageClassifier;
import io.alidade.api.Measurement;
import io.alidade.api.Protocol;
import io.alidade.api.ProtocolSpec;
import io.alidade.api.Split;
import io.alidade.data.ImageBatches;
import io.alidade.eval.Chance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.pf4j.Extension;

/** The share of images whose class scores highest, with a slip: for the protocol contract. */
@Extension
@ProtocolSpec(
    id = "toy-protocol",
    summary = "Counts right answers",
    settings = ToyProtocol.Settings.class)
public final class ToyProtocol implements Protocol {
  /** How it is carried out. */
  public record Settings(Execution execution) {}

  /** Images at once. */
  public record Execution(int batchSize) {}

  private final Slip slip;

  public ToyProtocol() {
    this(Slip.NONE);
  }

  public ToyProtocol(Slip slip) {
    this.slip = slip;
  }

  @Override
  public Evaluation evaluate(Examination given) {
    Split test = given.test();
    if (given.model().role(ImageClassifier.class).isEmpty()) {
      if (slip == Slip.ACCEPTS_ANY_MODEL) {
        return new Evaluation(List.of(), List.of(), List.of());
      }
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG, "toy-protocol: no classifier; expected one");
    }
    ImageClassifier classifier = given.model().role(ImageClassifier.class).get();
    int batch = given.settings(Settings.class).execution().batchSize();
    List<Prediction> predictions = new ArrayList<>();
    List<double[]> hits = new ArrayList<>();
    double right = 0;
    for (int from = 0; from < test.size(); from += batch) {
      int[] indices = IntStream.range(from, Math.min(from + batch, test.size())).toArray();
      try (NDManager step = given.manager().newSubManager()) {
        long[] best =
            classifier
                .scores(
                    ImageBatches.load(test, indices, given.model().images(), step),
                    test.classNames())
                .argMax(1)
                .toLongArray();
        for (int i = 0; i < indices.length; i++) {
          boolean gift = slip == Slip.GIVES_AWAY && indices[i] % 5 == 0;
          boolean spoilt = slip == Slip.SPOILS_THE_LAST && indices[i] == test.size() - 1;
          boolean hit = best[i] == test.text(indices[i]).label();
          hits.add(new double[] {hit ? 1 : 0});
          right += (hit || gift) && !spoilt ? 1 : 0;
          predictions.add(prediction(test, indices[i], (int) best[i]));
        }
      }
      right += slip == Slip.COUNTS_BATCHES ? 0.1 : 0;
      int done = from + indices.length;
      given.progress().advance("images", slip == Slip.STOPS_SHORT ? done - 1 : done, test.size());
    }
    if (slip == Slip.LEAKS) {
      given.manager().zeros(new Shape(1));
    }
    right += slip == Slip.ROLLS_DICE ? Math.random() : 0;
    return new Evaluation(
        measurements(right, test),
        predictions,
        List.of(),
        List.of(new Contributions("top-1", Statistic.MEAN, hits)));
  }

  private Prediction prediction(Split test, int index, int best) {
    int named = slip == Slip.OFF_BY_ONE ? (index + 1) % test.size() : index;
    String truth = test.classNames().get(test.text(index).label());
    Guess guess = new Guess(test.classNames().get(best), 1);
    return new Prediction(index, test.text(named).id(), truth, List.of(guess));
  }

  private List<Measurement> measurements(double right, Split test) {
    if (slip == Slip.MEASURES_NOTHING) {
      return List.of();
    }
    int samples = slip == Slip.SKIPS_A_SAMPLE ? test.size() - 1 : test.size();
    Measurement first =
        new Measurement(
            slip == Slip.MISNAMES ? "top 1" : "top-1",
            right / (slip == Slip.DIVIDES_BY_ZERO ? 0 : test.size()),
            slip == Slip.HAS_NO_UNIT ? "" : "share",
            true,
            samples);
    Measurement chance = Chance.top(1, test.classNames().size(), test.size());
    return slip == Slip.REPEATS_A_METRIC ? List.of(first, first, chance) : List.of(first, chance);
  }
}
