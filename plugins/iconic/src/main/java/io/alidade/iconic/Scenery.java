package io.alidade.iconic;

import io.alidade.api.Box;
import io.alidade.api.Image;
import io.alidade.api.Mask;
import io.alidade.api.Region;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A picture under way: a background, and icons laid on it one over the other. No icon loses more
 * than a fifth of its pixels, and no two share more than a fifth of the smaller.
 */
final class Scenery {
  static final int SIDE = 96;

  private static final int NOBODY = -1;
  private static final int FIFTH = 5;

  /** Background colours are light enough for every icon to stand out from. */
  private static final int DARKEST = 144;

  private final int[] colours = new int[SIDE * SIDE * 3];
  private final int[] owner = new int[SIDE * SIDE];
  private final List<Integer> labels = new ArrayList<>();
  private final List<Integer> areas = new ArrayList<>();
  private final List<Integer> visible = new ArrayList<>();

  /** Half of the backgrounds are plain, half of two tones that meet in a straight line. */
  Scenery(Draws draws) {
    int[] first = colour(draws);
    int[] second = draws.below(2) == 0 ? first : colour(draws);
    int turn = draws.below(4);
    int at = draws.between(SIDE / 4, 3 * SIDE / 4);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int along =
            switch (turn) {
              case 0 -> x;
              case 1 -> y;
              case 2 -> (x + y) / 2;
              default -> (x + SIDE - y) / 2;
            };
        int[] tone = along < at ? first : second;
        System.arraycopy(tone, 0, colours, (y * SIDE + x) * 3, 3);
        owner[y * SIDE + x] = NOBODY;
      }
    }
  }

  private static int[] colour(Draws draws) {
    if (draws.below(4) == 0) {
      return new int[] {255, 255, 255};
    }
    return new int[] {
      draws.between(DARKEST, 255), draws.between(DARKEST, 255), draws.between(DARKEST, 255)
    };
  }

  /** Lays the icon down with its upper left corner there, where it may; says whether it did. */
  boolean lay(SceneIcon icon, int label, int left, int top) {
    int[] covered = new int[labels.size()];
    for (int y = 0; y < icon.size(); y++) {
      for (int x = 0; x < icon.size(); x++) {
        int below = owner[(top + y) * SIDE + left + x];
        if (below != NOBODY && icon.isSolid(x, y)) {
          covered[below]++;
        }
      }
    }
    int area = icon.area();
    for (int i = 0; i < covered.length; i++) {
      boolean much = covered[i] * FIFTH > Math.min(area, areas.get(i));
      boolean hidden = (areas.get(i) - visible.get(i) + covered[i]) * FIFTH > areas.get(i);
      if (much || hidden) {
        return false;
      }
    }
    for (int i = 0; i < covered.length; i++) {
      visible.set(i, visible.get(i) - covered[i]);
    }
    draw(icon, left, top);
    labels.add(label);
    areas.add(area);
    visible.add(area);
    return true;
  }

  private void draw(SceneIcon icon, int left, int top) {
    for (int y = 0; y < icon.size(); y++) {
      for (int x = 0; x < icon.size(); x++) {
        int from = (y * icon.size() + x) * 4;
        int to = (top + y) * SIDE + left + x;
        int through = 255 - icon.pixels()[from + 3];
        for (int c = 0; c < 3; c++) {
          int mixed = icon.pixels()[from + c] + (colours[3 * to + c] * through + 127) / 255;
          colours[3 * to + c] = Math.min(255, mixed);
        }
        if (icon.isSolid(x, y)) {
          owner[to] = labels.size();
        }
      }
    }
  }

  int icons() {
    return labels.size();
  }

  Image image() {
    byte[] pixels = new byte[colours.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) colours[i];
    }
    return new Image(SIDE, SIDE, 3, pixels);
  }

  /**
   * What lies there, in the order in which it was laid: visible pixels, and the box around them.
   */
  List<Region> regions() {
    List<Region> regions = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      BitSet seen = new BitSet(SIDE * SIDE);
      int left = SIDE;
      int top = SIDE;
      int right = 0;
      int bottom = 0;
      for (int p = 0; p < owner.length; p++) {
        if (owner[p] == i) {
          seen.set(p);
          left = Math.min(left, p % SIDE);
          top = Math.min(top, p / SIDE);
          right = Math.max(right, p % SIDE + 1);
          bottom = Math.max(bottom, p / SIDE + 1);
        }
      }
      Box box = new Box(left, top, right, bottom);
      Mask mask = new Mask(SIDE, SIDE, seen);
      regions.add(new Region(box, labels.get(i), Optional.of(mask), false));
    }
    return regions;
  }
}
