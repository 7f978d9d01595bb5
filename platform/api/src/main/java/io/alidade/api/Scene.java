package io.alidade.api;

import java.util.List;

/** What is known to be in an image, and where. */
public record Scene(List<Region> regions, List<Phrase> phrases) {
  /** Nothing is known. */
  public static final Scene NONE = new Scene(List.of(), List.of());

  public Scene {
    regions = List.copyOf(regions);
    phrases = List.copyOf(phrases);
  }
}
