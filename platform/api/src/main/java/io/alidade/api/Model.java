package io.alidade.api;

import java.util.Optional;

/**
 * What a protocol can test. A model plays one or more roles; class names are given at test time.
 */
public interface Model {
  /** How an image has to arrive. */
  ImageSpec images();

  /** This model as a {@link DualEncoder}, an {@link ImageClassifier}, ... where it can be one. */
  default <R> Optional<R> role(Class<R> role) {
    return role.isInstance(this) ? Optional.of(role.cast(this)) : Optional.empty();
  }
}
