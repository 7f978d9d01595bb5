package io.alidade.contracts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.alidade.api.Box;
import io.alidade.api.Captioner;
import io.alidade.api.Detector;
import io.alidade.api.DualEncoder;
import io.alidade.api.Grounder;
import io.alidade.api.ImageClassifier;
import io.alidade.api.Matcher;
import io.alidade.api.Model;
import io.alidade.api.Segmenter;
import io.alidade.api.Split;
import io.alidade.api.Tokenizer;
import io.alidade.data.ImageBatches;
import io.alidade.nn.TokenBatches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What a model says of a few samples, in each role that it plays. */
final class Outputs {
  /** Enough that they differ, few enough to look at one by one. */
  private static final int MOST_IMAGES = 8;

  private final Model model;
  private final Split test;
  private final NDManager manager;

  Outputs(Model model, Split test, NDManager manager) {
    this.model = model;
    this.test = test;
    this.manager = manager;
  }

  /** The first samples of the split. */
  int[] indices() {
    return IntStream.range(0, Math.min(MOST_IMAGES, test.size())).toArray();
  }

  /** All of it, bit for bit. */
  Snapshot all() {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      Map<String, NDArray> outputs = new LinkedHashMap<>(ofImages(indices()));
      model
          .role(DualEncoder.class)
          .ifPresent(
              encoder -> {
                List<String> names = test.classNames();
                NDArray tokens = TokenBatches.encode(encoder.tokenizer(), names, manager);
                outputs.put("encodeText", encoder.encodeText(tokens)); // (T, D)
                outputs.put("logitScale", encoder.logitScale());
              });
      NDArray images = ImageBatches.load(test, indices(), model.images(), manager);
      model
          .role(Captioner.class)
          .ifPresent(
              captioner ->
                  outputs.put("captions", codes(String.join("|", captioner.captions(images)))));
      matches(images).ifPresent(matches -> outputs.put("matches", matches)); // (B)
      model
          .role(Grounder.class)
          .ifPresent(
              grounder ->
                  outputs.put(
                      "ground",
                      grounder.ground(images.get("0:1"), boxes(images), test.classNames())));
      model
          .role(Detector.class)
          .ifPresent(
              detector ->
                  outputs.put("detect", numbers(detector.detect(images, test.classNames()))));
      return Snapshot.of(outputs);
    }
  }

  /** Of each image with the name of its own class. */
  private Optional<NDArray> matches(NDArray images) {
    Optional<Tokenizer> words = model.role(DualEncoder.class).map(DualEncoder::tokenizer);
    Optional<Matcher> matcher = model.role(Matcher.class);
    if (words.isEmpty() || matcher.isEmpty()) {
      return Optional.empty();
    }
    List<String> names =
        IntStream.of(indices()).mapToObj(i -> test.classNames().get(test.text(i).label())).toList();
    NDArray tokens = TokenBatches.encode(words.get(), names, manager); // (B, L)
    return Optional.of(matcher.get().matches(images, tokens));
  }

  /** The whole of an image, and its upper left quarter. */
  private static List<Box> boxes(NDArray images) {
    long height = images.getShape().get(2);
    long width = images.getShape().get(3);
    return List.of(new Box(0, 0, width, height), new Box(0, 0, width / 2f, height / 2f));
  }

  private NDArray codes(String text) {
    return manager.create(("." + text).chars().toArray());
  }

  private NDArray numbers(List<List<Detector.Detection>> found) {
    double[] all =
        found.stream()
            .flatMap(List::stream)
            .flatMapToDouble(
                one ->
                    DoubleStream.of(
                        one.box().left(),
                        one.box().top(),
                        one.box().right(),
                        one.box().bottom(),
                        one.label(),
                        one.score()))
            .toArray();
    return manager.create(
        DoubleStream.concat(DoubleStream.of(found.size()), DoubleStream.of(all)).toArray());
  }

  /** By the name of the role's method; inside a scope. */
  Map<String, NDArray> ofImages(int[] indices) {
    NDArray images = ImageBatches.load(test, indices, model.images(), manager); // (B, 3, H, W)
    Map<String, NDArray> outputs = new LinkedHashMap<>();
    model
        .role(DualEncoder.class)
        .ifPresent(encoder -> outputs.put("encodeImage", encoder.encodeImage(images))); // (B, D)
    model
        .role(ImageClassifier.class)
        .ifPresent(
            classifier ->
                outputs.put("scores", classifier.scores(images, test.classNames()))); // (B, C)
    model
        .role(Segmenter.class)
        .ifPresent(
            segmenter ->
                outputs.put(
                    "segment", segmenter.segment(images, test.classNames()))); // (B, 1 + C, H, W)
    return outputs;
  }
}
