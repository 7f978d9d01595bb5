package io.alidade.api;

import java.util.List;

/**
 * One item of a data set.
 *
 * @param id unique in its data set and readable, {@code noto/grinning-face}
 * @param captions what may be said of the image, the plainest first; may be empty
 * @param label index into {@link Split#classNames()}, or -1
 * @param group what belongs together (the base emoji, the scene): at most one of it stands in a
 *     batch where the run asks for distinct groups, and splits that claim unseen content share none
 * @param scene what is where in the image
 */
public record Sample(
    String id, Image image, List<String> captions, int label, String group, Scene scene) {
  public Sample {
    captions = List.copyOf(captions);
  }

  /** One of which no places are known. */
  public Sample(String id, Image image, List<String> captions, int label, String group) {
    this(id, image, captions, label, group, Scene.NONE);
  }
}
