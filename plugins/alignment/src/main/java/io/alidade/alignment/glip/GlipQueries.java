package io.alidade.alignment.glip;

import ai.djl.ndarray.NDArray;
import io.alidade.api.Box;
import io.alidade.api.Phrase;
import io.alidade.api.Split;
import io.alidade.nn.EdgeProposals;
import io.alidade.nn.RoiAlign;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What a step asks about each image: which of these regions do these texts speak of. */
final class GlipQueries {
  private final GlipSettings settings;
  private final Split training;
  private final Map<Long, List<Box>> proposals = new HashMap<>(); // by sample: images stay the same

  GlipQueries(GlipSettings settings, Split training) {
    this.settings = settings;
    this.training = training;
  }

  /**
   * A text and the boxes that it speaks of, none for a negative.
   *
   * @param image place in the batch
   */
  record Query(int image, String text, List<Box> boxes) {}

  /** The true boxes first, then proposals; from the start again where these are too few. */
  List<RoiAlign.Region> regions(
      NDArray images, int image, long sample, List<Box> truth, RandomGenerator random) {
    List<Box> known =
        proposals.computeIfAbsent(
            sample,
            key -> EdgeProposals.of(images.get(image + ":" + (image + 1)), settings.proposals()));
    List<Box> open = new ArrayList<>(known);
    List<Box> chosen = new ArrayList<>(truth.stream().filter(box -> box.area() > 0).toList());
    while (chosen.size() < settings.regions() && !open.isEmpty()) {
      chosen.add(open.remove(random.nextInt(open.size())));
    }
    List<RoiAlign.Region> regions = new ArrayList<>();
    for (int r = 0; r < settings.regions(); r++) {
      regions.add(new RoiAlign.Region(image, chosen.get(r % chosen.size())));
    }
    return regions;
  }

  /** What is said of the image, then names of things that are not in it. */
  List<Query> queries(int image, int sample, List<Box> boxes, RandomGenerator random) {
    List<Query> queries = new ArrayList<>();
    Split.SampleText text = training.text(sample);
    for (Phrase phrase : text.scene().phrases()) {
      queries.add(
          new Query(image, phrase.text(), phrase.regions().stream().map(boxes::get).toList()));
    }
    Set<Integer> there = new HashSet<>(training.novelClasses());
    text.scene().regions().forEach(region -> there.add(region.label()));
    int classes = training.classNames().size();
    for (int n = 0; n < settings.negatives() && there.size() < classes; n++) {
      int label = random.nextInt(classes);
      while (there.contains(label)) {
        label = random.nextInt(classes);
      }
      there.add(label);
      queries.add(new Query(image, "the " + training.classNames().get(label), List.of()));
    }
    return queries;
  }
}
