package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.DualEncoder;
import io.alidade.api.ImageSpec;
import io.alidade.api.Model;
import io.alidade.api.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** An image tower and a text tower that meet in one space, and the scale of their logits. */
public final class DualTowers implements Model, DualEncoder {
  private final ImageTower image;
  private final TextTower text;
  private final Parameters scale;
  private final Tokenizer tokenizer;
  private final ImageSpec images;
  private final Optional<TowersSettings> settings;

  /**
   * Joins the towers.
   *
   * @param scale holds one scalar, t with exp(t) = 1 / temperature
   */
  public DualTowers(
      ImageTower image, TextTower text, Parameters scale, Tokenizer tokenizer, ImageSpec images) {
    this(image, text, scale, tokenizer, images, Optional.empty());
  }

  private DualTowers(
      ImageTower image,
      TextTower text,
      Parameters scale,
      Tokenizer tokenizer,
      ImageSpec images,
      Optional<TowersSettings> settings) {
    if (scale.trained().size() != 1) {
      throw new IllegalArgumentException("expected the logit scale alone: " + scale.trained());
    }
    this.image = image;
    this.text = text;
    this.scale = scale;
    this.tokenizer = tokenizer;
    this.images = images;
    this.settings = settings;
  }

  /**
   * Towers at their start.
   *
   * @param temperature at the start
   * @param random by purpose: {@code image-tower}, {@code text-tower}
   */
  public static DualTowers start(
      TowersSettings settings,
      Tokenizer tokenizer,
      double temperature,
      NDManager manager,
      Function<String, RandomGenerator> random) {
    ImageTower image =
        ImageTower.of(settings.image(), settings.width(), manager, random.apply("image-tower"));
    int end = settings.readsHighestId() ? TextTower.HIGHEST : tokenizer.endId();
    TextTower text =
        new TextTower(
            settings.text(), tokenizer, end, settings.width(), manager, random.apply("text-tower"));
    Parameters scale = new Parameters(manager, random.apply("logit-scale"));
    scale.constant("logit-scale", -Math.log(temperature));
    return new DualTowers(image, text, scale, tokenizer, settings.images(), Optional.of(settings));
  }

  public ImageTower image() {
    return image;
  }

  public TextTower text() {
    return text;
  }

  @Override
  public ImageSpec images() {
    return images;
  }

  @Override
  public Tokenizer tokenizer() {
    return tokenizer;
  }

  @Override
  public NDArray encodeImage(NDArray images) {
    return Ops.normalise(image.pooled(images, Mode.EVALUATION));
  }

  @Override
  public NDArray encodeText(NDArray tokens) {
    return Ops.normalise(text.pooled(tokens));
  }

  @Override
  public Optional<String> imageFingerprint() {
    return image.fingerprint();
  }

  @Override
  public Optional<String> textFingerprint() {
    return text.fingerprint();
  }

  /** exp(t), a part of the graph where one is recorded. */
  @Override
  public NDArray logitScale() {
    return Ops.exp(logScale());
  }

  /** t, the parameter that learns. */
  public NDArray logScale() {
    return scale.trained().values().iterator().next();
  }

  /**
   * Towers to build on, frozen: of a run's checkpoint folder, or of a Hugging Face CLIP directory.
   *
   * @param folder holds {@code towers.json} or {@code config.json}, weights, and {@code
   *     tokenizer.json}
   */
  public static DualTowers read(Path folder, NDManager manager) {
    DualTowers towers =
        Files.exists(folder.resolve(TowersFolder.DESCRIPTION))
            ? TowersFolder.read(folder, manager)
            : HuggingFaceClip.read(folder, manager);
    towers.freeze();
    return towers;
  }

  /** Ends the training of both towers and of the scale. */
  public void freeze() {
    image.parameters().freeze();
    text.parameters().freeze();
    scale.freeze();
  }

  /** What they are made of, as {@code towers.json} keeps it; empty where nobody said. */
  public Optional<TowersSettings> settings() {
    return settings;
  }

  /** Parameters of both towers by full name, {@code image.stem.weight}; the scale stands apart. */
  public Map<String, NDArray> towerParameters() {
    Map<String, NDArray> all = new LinkedHashMap<>();
    image.parameters().trained().forEach((name, value) -> all.put("image." + name, value));
    text.parameters().trained().forEach((name, value) -> all.put("text." + name, value));
    return Collections.unmodifiableMap(all);
  }

  /** Everything a checkpoint holds. */
  public Map<String, NDArray> state() {
    Map<String, NDArray> all = new LinkedHashMap<>(towerParameters());
    image.parameters().buffers().forEach((name, value) -> all.put("image." + name, value));
    text.parameters().buffers().forEach((name, value) -> all.put("text." + name, value));
    all.putAll(scale.trained());
    return Collections.unmodifiableMap(all);
  }
}
