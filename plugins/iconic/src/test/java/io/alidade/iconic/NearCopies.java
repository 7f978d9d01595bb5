package io.alidade.iconic;

import io.alidade.api.Image;
import io.alidade.api.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Drawings at 16 x 16 on white, each value 0..1, and which of them are nearly those of others. */
final class NearCopies {
  /** Mean squared difference; 0.0001 under the rule's 0.004, since renderers differ so much. */
  private static final float LIMIT = 0.0039f;

  private static final int SIDE = 16;
  private static final int BLOCK = Drawings.SIZE / SIDE;
  private static final int VALUES = SIDE * SIDE * 3;

  /**
   * Values are kept in leaps of it, so that two pictures differ early; odd and no multiple of 3.
   */
  private static final int LEAP = 331;

  private final List<String> ids = new ArrayList<>();
  private final List<float[]> pictures = new ArrayList<>();

  void add(Split split) {
    for (int i = 0; i < split.size(); i++) {
      ids.add(split.text(i).id());
      pictures.add(shrunk(split.sample(i).image()));
    }
  }

  /** Pairs of one of these and one of the others. */
  List<String> near(NearCopies others) {
    return IntStream.range(0, ids.size())
        .parallel()
        .boxed()
        .flatMap(
            i ->
                IntStream.range(0, others.ids.size())
                    .filter(k -> isNear(pictures.get(i), others.pictures.get(k)))
                    .mapToObj(k -> ids.get(i) + " and " + others.ids.get(k)))
        .toList();
  }

  private static boolean isNear(float[] one, float[] other) {
    float sum = 0;
    for (int i = 0; i < VALUES && sum < LIMIT * VALUES; i++) {
      sum += (one[i] - other[i]) * (one[i] - other[i]);
    }
    return sum < LIMIT * VALUES;
  }

  private static float[] shrunk(Image image) {
    float[] small = new float[VALUES];
    byte[] rgba = image.pixels();
    for (int y = 0; y < Drawings.SIZE; y++) {
      for (int x = 0; x < Drawings.SIZE; x++) {
        int at = (y * Drawings.SIZE + x) * 4;
        for (int c = 0; c < 3; c++) {
          int onWhite = (rgba[at + c] & 0xff) + 255 - (rgba[at + 3] & 0xff);
          small[(y / BLOCK * SIDE + x / BLOCK) * 3 + c] += onWhite / 255f / (BLOCK * BLOCK);
        }
      }
    }
    float[] leaping = new float[VALUES];
    for (int i = 0; i < VALUES; i++) {
      leaping[i] = small[i * LEAP % VALUES];
    }
    return leaping;
  }
}
