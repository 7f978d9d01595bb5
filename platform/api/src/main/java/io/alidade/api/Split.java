package io.alidade.api;

import java.util.List;

/** One part of a data set. Order is fixed; reading is thread-safe. */
public interface Split {
  /** {@code train}, {@code validation}, {@code test}, or a name of the data set's own. */
  String name();

  int size();

  Sample sample(int index);

  /** What may be known of a sample without its pixels: everything but the image. */
  SampleText text(int index);

  /** The classes that labels point into, as a reader would say them. */
  List<String> classNames();

  /**
   * A sample without its image.
   *
   * @see Sample
   */
  record SampleText(String id, List<String> captions, int label, String group) {
    public SampleText {
      captions = List.copyOf(captions);
    }
  }
}
