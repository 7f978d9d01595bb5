package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.Box;
import io.alidade.api.Evaluation;
import io.alidade.api.Evaluation.Contributions;
import io.alidade.api.Evaluation.Guess;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.api.Evaluation.Statistic;
import io.alidade.api.Grounder;
import io.alidade.api.Phrase;
import io.alidade.api.Protocol;
import io.alidade.api.ProtocolSpec;
import io.alidade.api.Scene;
import io.alidade.api.Split;
import io.alidade.nn.Boxes;
import io.alidade.nn.EdgeProposals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;

/**
 * Of each phrase about an image, the box that it speaks of is chosen among proposals that are the
 * same for every method ({@link EdgeProposals}). It is right when it overlaps one of the phrase's
 * things enough.
 *
 * <p>Measures {@code accuracy} over all phrases, {@code accuracy-KIND} for each kind of phrase
 * ({@code base}, {@code novel}, {@code relational}), and {@code proposal-recall}: of how many
 * phrases any proposal overlaps a thing enough, which no method can pass. A phrase's prediction is
 * the phrase itself where it is right.
 */
@Extension
@ProtocolSpec(
    id = "phrase-grounding",
    summary = "Chooses among proposed boxes the one that a phrase speaks of",
    settings = GroundingSettings.class)
public final class PhraseGrounding implements Protocol {
  private static final String ALL = "accuracy";
  private static final String RECALL = "proposal-recall";

  /** Right answers among answers. */
  private static final class Count {
    private final List<double[]> each = new ArrayList<>();

    void add(boolean isRight) {
      each.add(new double[] {isRight ? 1 : 0});
    }

    double share() {
      return each.stream().mapToDouble(one -> one[0]).average().orElse(Double.NaN);
    }
  }

  @Override
  public Evaluation evaluate(Examination given) {
    GroundingSettings settings = given.settings(GroundingSettings.class);
    Split split = given.test();
    Grounder grounder =
        ScenePictures.role(
            new ScenePictures.Examined("phrase-grounding", given.model()), Grounder.class);
    Map<String, Count> total = new LinkedHashMap<>();
    List<Prediction> predictions = new ArrayList<>();
    try (NDManager manager = given.manager().newSubManager()) {
      new ScenePictures(split, given.model().images())
          .each(
              settings.execution().batchSize(),
              manager,
              (indices, images, scenes) -> {
                for (int i = 0; i < indices.length; i++) {
                  Scene scene = scenes.get(i);
                  String id = split.text(indices[i]).id();
                  if (!scene.phrases().isEmpty()) {
                    NDArray image = images.get(i + ":" + (i + 1)); // (1, 3, H, W)
                    SceneDrawings drawings = SceneDrawings.of(split, indices[i], images);
                    for (Answer answer : answers(grounder, image, scene, settings)) {
                      answer.count(total);
                      predictions.add(answer.prediction(indices[i], id, scene, drawings));
                    }
                  }
                  given.progress().advance("images grounded", indices[i] + 1, split.size());
                }
              });
    }
    Map<String, Double> values = new LinkedHashMap<>();
    List<Contributions> contributions = new ArrayList<>();
    total.forEach(
        (metric, count) -> {
          values.put(metric, count.share());
          contributions.add(new Contributions(metric, Statistic.MEAN, count.each));
        });
    return new Evaluation(
        ScenePictures.shares(values, split), predictions, List.of(), contributions);
  }

  /**
   * What was said to a phrase.
   *
   * @param confidence of the box chosen
   * @param reachable whether any box would have been right
   */
  private record Answer(
      Phrase phrase, Box box, boolean right, boolean reachable, double confidence) {
    void count(Map<String, Count> counts) {
      counts.computeIfAbsent(ALL, key -> new Count()).add(right);
      counts.computeIfAbsent(ALL + "-" + phrase.kind(), key -> new Count()).add(right);
      counts.computeIfAbsent(RECALL, key -> new Count()).add(reachable);
    }

    Prediction prediction(int index, String id, Scene scene, SceneDrawings drawings) {
      String said = right ? phrase.text() : "elsewhere";
      return new Prediction(
          index,
          id,
          phrase.text(),
          List.of(new Guess(said, confidence)),
          false,
          drawings.phrase(phrase, scene, box, confidence));
    }
  }

  private static List<Answer> answers(
      Grounder grounder, NDArray image, Scene scene, GroundingSettings settings) {
    List<Box> proposals = EdgeProposals.of(image, settings.proposals());
    List<String> texts = scene.phrases().stream().map(Phrase::text).toList();
    List<float[]> scores =
        Rows.of(Graphless.check(grounder.ground(image, proposals, texts))); // (P, R)
    List<Answer> answers = new ArrayList<>();
    for (int p = 0; p < texts.size(); p++) {
      Phrase phrase = scene.phrases().get(p);
      float[] row = scores.get(p);
      int best = 0;
      for (int r = 1; r < row.length; r++) {
        best = row[r] > row[best] ? r : best;
      }
      boolean reachable = false;
      for (Box box : proposals) {
        reachable |= isRight(box, phrase, scene, settings);
      }
      boolean right = isRight(proposals.get(best), phrase, scene, settings);
      answers.add(new Answer(phrase, proposals.get(best), right, reachable, row[best]));
    }
    return answers;
  }

  private static boolean isRight(Box box, Phrase phrase, Scene scene, GroundingSettings settings) {
    return phrase.regions().stream()
        .anyMatch(r -> Boxes.overlap(box, scene.regions().get(r).box()) >= settings.overlap());
  }
}
