package io.alidade.eval;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.alidade.api.AlidadeException;
import io.alidade.api.Captioner;
import io.alidade.api.Evaluation;
import io.alidade.api.Evaluation.Contributions;
import io.alidade.api.Evaluation.Guess;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.api.Evaluation.Statistic;
import io.alidade.api.Measurement;
import io.alidade.api.Protocol;
import io.alidade.api.ProtocolSpec;
import io.alidade.api.Split;
import io.alidade.data.ImageBatches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.pf4j.Extension;

/**
 * The model says what each image shows, and is held against what the data set's captions say of it.
 *
 * <p>Measures {@code cider} (form D; what is rare is read off the test's own references), {@code
 * bleu-1} to {@code bleu-4} over all images together, and {@code rouge-l}. Words are runs of
 * letters and digits in lower case.
 */
@Extension
@ProtocolSpec(
    id = "captioning",
    summary = "Holds a sentence on each image against the captions that it has",
    settings = CaptioningSettings.class)
public final class Captioning implements Protocol {
  @Override
  public Evaluation evaluate(Examination given) {
    Captioner captioner =
        given
            .model()
            .role(Captioner.class)
            .orElseThrow(
                () ->
                    new AlidadeException(
                        AlidadeException.Kind.CONFIG,
                        "captioning: the model says nothing of an image; expected a Captioner"));
    CaptioningSettings settings = given.settings(CaptioningSettings.class);
    Split split = given.test();
    List<String> said = captions(captioner, given, settings.execution().batchSize());
    List<Captioned> images = new ArrayList<>();
    for (int i = 0; i < split.size(); i++) {
      images.add(Captioned.of(said.get(i), references(split, i, settings.references())));
    }
    double[] cider = Cider.of(images);
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < split.size(); i++) {
      Split.SampleText text = split.text(i);
      Guess guess = new Guess(said.get(i), cider[i]);
      predictions.add(new Prediction(i, text.id(), text.captions().get(0), List.of(guess), true));
    }
    List<double[]> each = Arrays.stream(cider).mapToObj(value -> new double[] {value}).toList();
    return new Evaluation(
        measurements(images, cider),
        predictions,
        List.of(),
        List.of(new Contributions("cider", Statistic.MEAN, each)));
  }

  private static List<String> captions(Captioner captioner, Examination given, int batchSize) {
    Split split = given.test();
    List<String> said = new ArrayList<>();
    try (NDManager manager = given.manager().newSubManager()) {
      for (int from = 0; from < split.size(); from += batchSize) {
        int to = Math.min(from + batchSize, split.size());
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          int[] indices = IntStream.range(from, to).toArray();
          List<String> batch =
              captioner.captions(
                  ImageBatches.load(split, indices, given.model().images(), manager));
          if (batch.size() != indices.length) {
            throw new AlidadeException(
                AlidadeException.Kind.INTERNAL,
                "captioning: the model says %d sentences of %d images; expected one of each"
                    .formatted(batch.size(), indices.length));
          }
          said.addAll(batch);
        }
        given.progress().advance("images captioned", to, split.size());
      }
    }
    return said;
  }

  private static List<String> references(Split split, int index, int most) {
    Split.SampleText text = split.text(index);
    if (text.captions().isEmpty()) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          "%s: %s has no caption; expected at least one to hold a sentence against"
              .formatted(split.name(), text.id()));
    }
    int count = text.captions().size();
    return text.captions().subList(0, most == 0 ? count : Math.min(most, count));
  }

  private static List<Measurement> measurements(List<Captioned> images, double[] cider) {
    List<Measurement> all = new ArrayList<>();
    int samples = images.size();
    double mean = Arrays.stream(cider).average().orElse(Double.NaN);
    all.add(new Measurement("cider", mean, "score", true, samples));
    double[] bleu = Bleu.of(images);
    for (int n = Bleu.LONGEST; n >= 1; n--) {
      all.add(new Measurement("bleu-" + n, bleu[n - 1], "score", true, samples));
    }
    all.add(new Measurement("rouge-l", RougeL.of(images), "score", true, samples));
    return all;
  }
}
