package io.alidade.iconic;

import io.alidade.api.Image;
import io.alidade.api.Region;
import io.alidade.api.Sample;
import io.alidade.api.Scene;
import io.alidade.api.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Scenes, each composed when it is asked for; what is in them is kept. */
final class SceneSplit implements Split {
  private static final long SEED = 0;
  private static final int FEWEST = 3; // icons of a scene
  private static final int MOST = 5;
  private static final int SMALLEST = 24; // pixels of an icon's side
  private static final int LARGEST = 48;
  private static final int TRIES = 60; // places for an icon, before the scene begins anew

  private final String name;
  private final List<List<Image>> drawings; // by category, one a style
  private final List<String> classNames;
  private final Set<Integer> novel;
  private final AtomicReferenceArray<SampleText> texts;

  /**
   * Of a size.
   *
   * @param drawings by category those that may stand in the scenes; none of a category keeps it out
   */
  SceneSplit(
      String name,
      int size,
      List<List<Image>> drawings,
      List<String> classNames,
      Set<Integer> novel) {
    this.name = name;
    this.drawings = drawings.stream().map(List::copyOf).toList();
    this.classNames = List.copyOf(classNames);
    this.novel = Set.copyOf(novel);
    this.texts = new AtomicReferenceArray<>(size);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return texts.length();
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public Set<Integer> novelClasses() {
    return novel;
  }

  @Override
  public Sample sample(int index) {
    SampleText text = text(index);
    return new Sample(
        text.id(),
        composed(index).image(),
        text.captions(),
        text.label(),
        text.group(),
        text.scene());
  }

  @Override
  public SampleText text(int index) {
    SampleText known = texts.get(index);
    if (known == null) {
      known = told(index);
      texts.set(index, known);
    }
    return known;
  }

  private SampleText told(int index) {
    String id = "%s/%04d".formatted(name, index);
    List<Region> regions = composed(index).regions();
    SceneWords words = new SceneWords(regions, classNames, novel);
    Draws draws = new Draws(SEED, name + "/" + index + "/words");
    List<String> captions = words.captions(draws);
    return new SampleText(id, captions, -1, id, new Scene(regions, words.phrases(draws)));
  }

  private Scenery composed(int index) {
    Draws draws = new Draws(SEED, name + "/" + index);
    while (true) {
      Scenery scenery = new Scenery(draws);
      List<Integer> categories = categories(draws);
      for (int category : categories) {
        List<Image> styles = drawings.get(category);
        Image drawing = styles.get(draws.below(styles.size()));
        SceneIcon icon = SceneIcon.of(drawing, draws.between(SMALLEST, LARGEST));
        boolean laid = false;
        for (int i = 0; i < TRIES && !laid; i++) {
          int left = draws.below(Scenery.SIDE - icon.size() + 1);
          laid = scenery.lay(icon, category, left, draws.below(Scenery.SIDE - icon.size() + 1));
        }
      }
      if (scenery.icons() == categories.size()) {
        return scenery;
      }
    }
  }

  /** Different ones; in a third of the scenes one of them twice. */
  private List<Integer> categories(Draws draws) {
    int count = draws.between(FEWEST, MOST);
    List<Integer> open = new ArrayList<>();
    for (int c = 0; c < drawings.size(); c++) {
      if (!drawings.get(c).isEmpty()) {
        open.add(c);
      }
    }
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chosen.add(open.remove(draws.below(open.size())));
    }
    if (draws.below(3) == 0) {
      chosen.set(count - 1, chosen.get(0));
    }
    return chosen;
  }
}
