package io.alidade.api;

import java.util.List;
import java.util.Set;

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

  /** Of {@link #classNames()} those that the data set's training never shows. */
  default Set<Integer> novelClasses() {
    return Set.of();
  }

  /**
   * A sample without its image.
   *
   * @see Sample
   */
  record SampleText(String id, List<String> captions, int label, String group, Scene scene) {
    public SampleText {
      captions = List.copyOf(captions);
    }

    /** One of which no places are known. */
    public SampleText(String id, List<String> captions, int label, String group) {
      this(id, captions, label, group, Scene.NONE);
    }
  }
}
