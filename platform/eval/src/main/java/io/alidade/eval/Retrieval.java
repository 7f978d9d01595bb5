package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.alidade.api.AlidadeException;
import io.alidade.api.DualEncoder;
import io.alidade.api.Evaluation;
import io.alidade.api.Evaluation.Contributions;
import io.alidade.api.Evaluation.Guess;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.api.Evaluation.Statistic;
import io.alidade.api.FeatureCache;
import io.alidade.api.Matcher;
import io.alidade.api.Measurement;
import io.alidade.api.Protocol;
import io.alidade.api.ProtocolSpec;
import io.alidade.api.Split;
import io.alidade.data.FrozenFeatures;
import io.alidade.data.FrozenFeatures.Tower;
import io.alidade.nn.TokenBatches;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pf4j.Extension;

/**
 * Every image looks for its texts among all texts of the split, and every text for its images.
 *
 * <p>Measures {@code recall@1}, {@code @5} and {@code @10} both ways: the share of queries that
 * find at least one right entry so early. Beside them stand what guessing would give and the
 * gallery's sizes. Equal captions are one text ({@link Gallery}). With {@code rerank} the first
 * found are put into the order that the model gives them as a {@link Matcher}, as in ALBEF.
 */
@Extension
@ProtocolSpec(
    id = "retrieval",
    summary = "Finds texts by images and images by texts among all of the split",
    settings = RetrievalSettings.class)
public final class Retrieval implements Protocol {
  private static final int[] AT = {1, 5, 10};

  /** What was found before the matcher looked at it. */
  private static final String BEFORE = "image-to-text-before-rerank";

  @Override
  public Evaluation evaluate(Examination given) {
    RetrievalSettings settings = given.settings(RetrievalSettings.class);
    DualEncoder encoder = role(given, DualEncoder.class, "compares no images with texts");
    Split split = given.test();
    Gallery gallery = Gallery.of(split, settings.captions());
    try (NDManager manager = given.manager().newSubManager()) {
      Optional<PairMatches> matches = matches(given, encoder, gallery.texts(), manager);
      NDArray images = images(given, encoder, manager); // (N, D)
      int batch = settings.execution().batchSize();
      NDArray texts = texts(given, encoder, gallery.texts(), batch, manager); // (T, D)
      Search search = new Search(images, texts, matches, settings.rerank(), batch);
      List<Prediction> predictions = new ArrayList<>();
      int[] toTexts =
          search.ranks(
              false,
              gallery.textsOf(),
              given.progress(),
              (image, scores) ->
                  predictions.add(
                      prediction(split, gallery, image, scores, settings.execution().guesses())));
      int[] toImages =
          search.ranks(true, gallery.imagesOf(), given.progress(), (text, scores) -> {});
      List<Measurement> measurements = new ArrayList<>(measurements(gallery, toTexts, toImages));
      List<Contributions> contributions = new ArrayList<>();
      contributions.add(firsts("image-to-text-recall@1", toTexts));
      contributions.add(firsts("text-to-image-recall@1", toImages));
      if (settings.rerank() > 0) {
        Search plain = new Search(images, texts, Optional.empty(), 0, batch);
        int[] before = plain.ranks(false, gallery.textsOf(), given.progress(), (image, row) -> {});
        measurements.add(RecallAt.measured(BEFORE, before, 1));
        contributions.add(firsts(BEFORE + "-recall@1", before));
      }
      return new Evaluation(measurements, predictions, List.of(), contributions);
    }
  }

  private static Contributions firsts(String metric, int[] ranks) {
    return new Contributions(
        metric,
        Statistic.MEAN,
        Arrays.stream(ranks).mapToObj(rank -> new double[] {rank == 0 ? 1 : 0}).toList());
  }

  private static <R> R role(Examination given, Class<R> role, String lack) {
    return given
        .model()
        .role(role)
        .orElseThrow(
            () ->
                new AlidadeException(
                    AlidadeException.Kind.CONFIG,
                    "retrieval: the model %s; expected a %s"
                        .formatted(lack, role.getSimpleName())));
  }

  private static NDArray images(Examination given, DualEncoder encoder, NDManager manager) {
    Optional<String> tower = encoder.imageFingerprint();
    Optional<String> data = given.testFingerprint();
    // Only what is frozen, of data that is known, may be kept.
    FeatureCache cache = tower.isPresent() && data.isPresent() ? given.cache() : FeatureCache.NONE;
    return new FrozenFeatures(cache, manager, given.progress())
        .images(
            new Tower(tower.orElse(""), given.model().images(), encoder::encodeImage),
            given.test(),
            data.orElse(""));
  }

  private static NDArray texts(
      Examination given, DualEncoder encoder, List<String> texts, int batch, NDManager manager) {
    NDList parts = new NDList();
    for (int from = 0; from < texts.size(); from += batch) {
      int to = Math.min(from + batch, texts.size());
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        NDArray tokens =
            TokenBatches.encode(encoder.tokenizer(), texts.subList(from, to), manager); // (T, L)
        NDArray part = Graphless.check(encoder.encodeText(tokens)); // (T, D)
        NDScope.unregister(part);
        parts.add(part);
      }
      given.progress().advance("texts encoded", to, texts.size());
    }
    try (parts) {
      NDArray all = NDArrays.concat(parts); // (T, D)
      all.attach(manager);
      return all;
    }
  }

  private static Optional<PairMatches> matches(
      Examination given, DualEncoder encoder, List<String> texts, NDManager manager) {
    RetrievalSettings settings = given.settings(RetrievalSettings.class);
    if (settings.rerank() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new PairMatches(
            role(given, Matcher.class, "cannot look at an image and a text together (rerank)"),
            given.test(),
            given.model().images(),
            texts,
            encoder.tokenizer(),
            manager,
            settings.execution().batchSize()));
  }

  private static Prediction prediction(
      Split split, Gallery gallery, int image, float[] scores, int guesses) {
    List<Guess> found = new ArrayList<>();
    for (int text : Ranking.top(scores, guesses)) {
      found.add(new Guess(gallery.texts().get(text), scores[text]));
    }
    // Any of the image's captions is right: the one that was found, where one was.
    String first = found.get(0).name();
    boolean right = split.text(image).captions().contains(first);
    String truth = right ? first : split.text(image).captions().get(0);
    return new Prediction(image, split.text(image).id(), truth, found);
  }

  private static List<Measurement> measurements(Gallery gallery, int[] toTexts, int[] toImages) {
    List<Measurement> all = new ArrayList<>();
    int texts = gallery.texts().size();
    int images = gallery.images();
    for (int k : AT) {
      all.add(RecallAt.measured("image-to-text", toTexts, k));
    }
    for (int k : AT) {
      all.add(RecallAt.measured("text-to-image", toImages, k));
    }
    for (int k : AT) {
      all.add(RecallAt.chance("image-to-text", gallery.textsOf(), texts, k));
      all.add(RecallAt.chance("text-to-image", gallery.imagesOf(), images, k));
    }
    all.add(new Measurement("gallery-images", images, "count", true, images));
    all.add(new Measurement("gallery-texts", texts, "count", true, texts));
    all.add(new Measurement("duplicate-captions", gallery.duplicates(), "count", false, images));
    return all;
  }
}
