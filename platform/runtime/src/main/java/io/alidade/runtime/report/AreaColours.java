package io.alidade.runtime.report;

import io.alidade.api.Drawing.Areas;
import io.alidade.api.Drawing.Side;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One colour a name for all that is drawn of an image: what is true comes first, then what is said,
 * the larger before the smaller; what comes after the last colour is dark grey.
 */
record AreaColours(List<String> names) {
  // After Paul Tol's muted scheme, which most eyes tell apart, and three more.
  private static final int[] PALETTE = {
    0x332288, 0xcc6677, 0x44aa99, 0xddcc77, 0x882255, 0x88ccee, 0x117733, 0xee7733, 0xaa4499,
    0x999933, 0x0077bb, 0x6b4a2f
  };

  private static final int OTHER = 0x4c5157;
  private static final double SMALLEST_NAMED = 0.01; // share of the image
  private static final int MOST_NAMED = 8;

  AreaColours {
    names = List.copyOf(names);
  }

  static AreaColours of(List<Areas> all) {
    Map<String, Double> truth = new LinkedHashMap<>();
    Map<String, Double> said = new LinkedHashMap<>();
    for (Areas areas : all) {
      shares(areas)
          .forEach(
              (name, share) ->
                  (areas.side() == Side.TRUE ? truth : said).merge(name, share, Double::sum));
    }
    List<String> names = new ArrayList<>();
    for (Map<String, Double> side : List.of(truth, said)) {
      side.entrySet().stream()
          .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
          .map(Map.Entry::getKey)
          .filter(name -> !names.contains(name))
          .forEach(names::add);
    }
    return new AreaColours(names.subList(0, Math.min(PALETTE.length, names.size())));
  }

  /** Of each name its share of the image. */
  static Map<String, Double> shares(Areas areas) {
    Map<String, Double> shares = new LinkedHashMap<>();
    int[] labels = areas.labels();
    for (int label : labels) {
      if (label >= 0) {
        shares.merge(areas.names().get(label), 1.0 / labels.length, Double::sum);
      }
    }
    return shares;
  }

  /** 0xRRGGBB. */
  int of(String name) {
    int place = names.indexOf(name);
    return place < 0 ? OTHER : PALETTE[place];
  }

  /** Nothing is clear. */
  BufferedImage image(Areas areas) {
    int[] labels = areas.labels();
    BufferedImage image =
        new BufferedImage(areas.width(), areas.height(), BufferedImage.TYPE_INT_ARGB);
    for (int p = 0; p < labels.length; p++) {
      if (labels[p] >= 0) {
        int colour = 0xff000000 | of(areas.names().get(labels[p]));
        image.setRGB(p % areas.width(), p / areas.width(), colour);
      }
    }
    return image;
  }

  /**
   * Where a name can be written.
   *
   * @param x share of the image's width
   * @param y share of the image's height
   */
  record Spot(String name, double x, double y) {}

  /** Of the larger areas the pixel that is nearest to the area's middle, the largest first. */
  List<Spot> spots(Areas areas) {
    int[] labels = areas.labels();
    return shares(areas).entrySet().stream()
        .filter(share -> share.getValue() >= SMALLEST_NAMED && names.contains(share.getKey()))
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(MOST_NAMED)
        .map(share -> spot(areas, labels, share.getKey()))
        .toList();
  }

  private static Spot spot(Areas areas, int[] labels, String name) {
    int label = areas.names().indexOf(name);
    int width = areas.width();
    double x = 0;
    double y = 0;
    int count = 0;
    for (int p = 0; p < labels.length; p++) {
      if (labels[p] == label) {
        x += p % width;
        y += Math.floorDiv(p, width);
        count++;
      }
    }
    int best = 0;
    double nearest = Double.POSITIVE_INFINITY;
    for (int p = 0; p < labels.length; p++) {
      if (labels[p] == label) {
        double far = Math.hypot(p % width - x / count, Math.floorDiv(p, width) - y / count);
        if (far < nearest) {
          nearest = far;
          best = p;
        }
      }
    }
    return new Spot(
        name, (best % width + 0.5) / width, (Math.floorDiv(best, width) + 0.5) / areas.height());
  }
}
