package io.alidade.generative.coca;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Captioner;
import io.alidade.api.DualEncoder;
import io.alidade.api.ImageSpec;
import io.alidade.api.Model;
import io.alidade.api.Tokenizer;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Mode;
import io.alidade.nn.TokenWords;
import java.util.List;
import java.util.Optional;

/** Two towers, and a decoder that says what it sees. */
final class CocaModel implements Model, DualEncoder, Captioner {
  private final DualTowers towers;
  private final CaptionDecoder decoder;
  private final TokenWords words;

  CocaModel(DualTowers towers, CaptionDecoder decoder) {
    this.towers = towers;
    this.decoder = decoder;
    this.words = new TokenWords(towers.tokenizer());
  }

  /** The towers too, for those that build on them. */
  @Override
  public <R> Optional<R> role(Class<R> role) {
    return role.isInstance(towers) && !role.isInstance(this)
        ? Optional.of(role.cast(towers))
        : Model.super.role(role);
  }

  @Override
  public List<String> captions(NDArray images) {
    return decoder.captions(towers.image().tokens(images, Mode.EVALUATION)).stream()
        .map(words::of)
        .toList();
  }

  @Override
  public ImageSpec images() {
    return towers.images();
  }

  @Override
  public Tokenizer tokenizer() {
    return towers.tokenizer();
  }

  @Override
  public NDArray encodeImage(NDArray images) {
    return towers.encodeImage(images);
  }

  @Override
  public NDArray encodeText(NDArray tokens) {
    return towers.encodeText(tokens);
  }

  @Override
  public NDArray logitScale() {
    return towers.logitScale();
  }

  @Override
  public Optional<String> imageFingerprint() {
    return towers.imageFingerprint();
  }

  @Override
  public Optional<String> textFingerprint() {
    return towers.textFingerprint();
  }
}
