package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Detector.Detection;
import io.alidade.nn.DenseBoxes.Proposal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Proposed boxes with names: what detectors of open vocabulary answer with. */
public final class NamedRegions {
  /** Less sure names are not worth saying: they stand behind all others, and are wrong. */
  private static final float FAINT = 1e-4f;

  /** Of an image: as many as detectors are usually asked for on COCO. */
  private static final int MOST = 100;

  private NamedRegions() {}

  /**
   * A box is said to hold a class as surely as it is a thing and, if it is one, of that class. Of
   * boxes of one class that overlap by more than a half the surest stays.
   *
   * @param proposals of each image
   * @param names (K, C) or (K, C + 1), probabilities of the classes of all proposals in order; a
   *     last column for none of them is not looked at
   * @param classes C
   * @return of each image the surest first
   */
  public static List<List<Detection>> of(
      List<List<Proposal>> proposals, NDArray names, int classes) {
    int columns = Math.toIntExact(names.getShape().get(1));
    float[] flat = names.toFloatArray();
    List<List<Detection>> all = new ArrayList<>();
    int row = 0;
    for (List<Proposal> image : proposals) {
      List<Detection> said = new ArrayList<>();
      for (Proposal proposal : image) {
        for (int c = 0; c < classes; c++) {
          float share = flat[row * columns + c];
          if (share >= FAINT) {
            said.add(new Detection(proposal.box(), c, proposal.score() * share));
          }
        }
        row++;
      }
      all.add(distinct(said));
    }
    return all;
  }

  private static List<Detection> distinct(List<Detection> said) {
    float[] scores = new float[said.size()];
    int[] labels = new int[said.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) said.get(i).score();
      labels[i] = said.get(i).label();
    }
    int[] kept = Boxes.suppressed(said.stream().map(Detection::box).toList(), scores, labels, 0.5);
    return IntStream.of(kept)
        .mapToObj(said::get)
        .sorted(Comparator.comparingDouble(Detection::score).reversed())
        .limit(MOST)
        .toList();
  }
}
