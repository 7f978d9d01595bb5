package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import io.alidade.api.DualEncoder;
import io.alidade.api.ImageSpec;
import io.alidade.api.Model;
import io.alidade.api.Tokenizer;
import java.util.Optional;

/** A model that is two towers and plays a further role on top of them. */
public abstract class TowersModel implements Model, DualEncoder {
  private final DualTowers towers;

  protected TowersModel(DualTowers towers) {
    this.towers = towers;
  }

  protected final DualTowers towers() {
    return towers;
  }

  /** The towers themselves too, for what builds on them. */
  @Override
  public <R> Optional<R> role(Class<R> role) {
    return role.isInstance(this) ? Optional.of(role.cast(this)) : towers.role(role);
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
