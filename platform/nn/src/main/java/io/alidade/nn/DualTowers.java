package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import io.alidade.api.DualEncoder;
import io.alidade.api.ImageSpec;
import io.alidade.api.Model;
import io.alidade.api.Tokenizer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An image tower and a text tower that meet in one space, and the scale of their logits. */
public final class DualTowers implements Model, DualEncoder {
  private final ImageTower image;
  private final TextTower text;
  private final Parameters scale;
  private final Tokenizer tokenizer;
  private final ImageSpec images;

  /**
   * Joins the towers.
   *
   * @param scale holds one scalar, t with exp(t) = 1 / temperature
   */
  public DualTowers(
      ImageTower image, TextTower text, Parameters scale, Tokenizer tokenizer, ImageSpec images) {
    if (scale.trained().size() != 1) {
      throw new IllegalArgumentException("expected the logit scale alone: " + scale.trained());
    }
    this.image = image;
    this.text = text;
    this.scale = scale;
    this.tokenizer = tokenizer;
    this.images = images;
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
