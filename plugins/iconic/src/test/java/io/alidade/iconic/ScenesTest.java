package io.alidade.iconic;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.Box;
import io.alidade.api.Field;
import io.alidade.api.Image;
import io.alidade.api.Mask;
import io.alidade.api.Phrase;
import io.alidade.api.Region;
import io.alidade.api.Sample;
import io.alidade.api.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import net.fellbaum.jemoji.EmojiGroup;
import net.fellbaum.jemoji.EmojiManager;
import org.junit.jupiter.api.Test;

class ScenesTest {
  private static final List<String> SPLITS = List.of("train", "test", "tune", "validation");

  private static Split split(String name) {
    return Data.open("scenes").split(name);
  }

  @Test
  void choosesItsCategoriesByTheRule() {
    Set<EmojiGroup> groups =
        Set.of(
            EmojiGroup.ANIMALS_AND_NATURE,
            EmojiGroup.FOOD_AND_DRINK,
            EmojiGroup.TRAVEL_AND_PLACES,
            EmojiGroup.ACTIVITIES,
            EmojiGroup.OBJECTS);
    Set<String> grouped = new HashSet<>();
    EmojiManager.getAllEmojisLengthDescending().stream()
        .filter(emoji -> groups.contains(emoji.getGroup()))
        .filter(emoji -> emoji.getEmoji().replace("\ufe0f", "").codePoints().count() == 1)
        .forEach(emoji -> grouped.add(Integer.toHexString(emoji.getEmoji().codePointAt(0))));
    Map<String, Set<String>> styles = new HashMap<>();
    Map<String, Concept> concepts = new HashMap<>();
    Data.index()
        .drawings()
        .forEach(
            drawing -> {
              Concept concept = drawing.concept();
              concepts.put(concept.code(), concept);
              styles.computeIfAbsent(concept.code(), key -> new HashSet<>()).add(drawing.style());
            });
    List<SceneCategories.Category> expected =
        concepts.values().stream()
            .filter(concept -> grouped.contains(concept.code()))
            .filter(concept -> styles.get(concept.code()).size() == EmojiIndex.styles().size())
            .filter(concept -> !Bases.leftOut(concept.base()))
            .filter(concept -> concept.label().split(" ", -1).length <= 2)
            .sorted(Comparator.comparing(concept -> plainHash(concept.code())))
            .limit(65)
            .map(concept -> new SceneCategories.Category(concept.code(), concept.label()))
            .toList();
    assertThat(SceneCategories.all()).isEqualTo(expected);
    assertThat(SceneCategories.novel()).hasSize(17);
  }

  private static String plainHash(String text) {
    return HexFormat.of().formatHex(Sha256.of(text));
  }

  /** Everything that is known of every scene: the same on every machine. */
  @Test
  void composesTheSameScenesEverywhere() {
    Map<String, String> hashes = new HashMap<>();
    for (String name : SPLITS) {
      Split split = split(name);
      Sha256 hash = new Sha256();
      for (int i = 0; i < split.size(); i++) {
        add(hash, split.sample(i));
      }
      hashes.put(name, hash.hex().substring(0, 12));
    }
    assertThat(hashes)
        .containsOnly(
            Map.entry("train", "45d1a8db7a35"),
            Map.entry("test", "e8840b119c32"),
            Map.entry("tune", "dcedc0bcf42f"),
            Map.entry("validation", "b665f32d635d"));
  }

  private static void add(Sha256 hash, Sample sample) {
    hash.add(sample.id()).add(sample.label()).add(sample.image().pixels());
    hash.add(sample.captions().size());
    sample.captions().forEach(hash::add);
    hash.add(sample.scene().regions().size());
    for (Region region : sample.scene().regions()) {
      Box box = region.box();
      for (float edge : new float[] {box.left(), box.top(), box.right(), box.bottom()}) {
        hash.add(Float.floatToIntBits(edge));
      }
      Mask mask = region.mask().orElseThrow();
      hash.add(region.label()).add(region.crowd() ? 1 : 0);
      hash.add(mask.width()).add(mask.height()).add(mask.bits().toByteArray());
    }
    hash.add(sample.scene().phrases().size());
    for (Phrase phrase : sample.scene().phrases()) {
      hash.add(phrase.text()).add(phrase.kind()).add(phrase.regions().size());
      phrase.regions().forEach(hash::add);
    }
  }

  @Test
  void showsNoNovelCategoryToTrainingAndEachOfThemInTests() {
    for (String name : SPLITS) {
      Set<Integer> shown = new HashSet<>();
      for (int i = 0; i < split(name).size(); i++) {
        split(name).text(i).scene().regions().forEach(region -> shown.add(region.label()));
      }
      boolean tests = name.equals("test") || name.equals("validation");
      int categories = tests ? 65 : SceneCategories.BASE;
      assertThat(shown)
          .as(name)
          .isEqualTo(Set.copyOf(IntStream.range(0, categories).boxed().toList()));
      assertThat(split(name).novelClasses()).isEqualTo(SceneCategories.novel());
    }
  }

  @Test
  void boxesWhatItsMasksHold() {
    for (String name : SPLITS) {
      for (int i = 0; i < 100; i++) {
        List<Region> regions = split(name).text(i).scene().regions();
        assertThat(regions).hasSizeBetween(3, 5);
        BitSet all = new BitSet();
        for (Region region : regions) {
          BitSet mask = region.mask().orElseThrow().bits();
          assertThat(mask.intersects(all)).as("a pixel of two things").isFalse();
          all.or(mask);
          int[] xs = mask.stream().map(p -> p % Scenery.SIDE).toArray();
          int[] ys = mask.stream().map(p -> p / Scenery.SIDE).toArray();
          assertThat((int) region.box().left()).isEqualTo(IntStream.of(xs).min().orElseThrow());
          assertThat((int) region.box().top()).isEqualTo(IntStream.of(ys).min().orElseThrow());
          assertThat((int) region.box().right())
              .isEqualTo(IntStream.of(xs).max().orElseThrow() + 1);
          assertThat((int) region.box().bottom())
              .isEqualTo(IntStream.of(ys).max().orElseThrow() + 1);
          assertThat(region.box().width()).isLessThanOrEqualTo(48);
          assertThat(region.box().height()).isLessThanOrEqualTo(48);
        }
      }
    }
  }

  @Test
  void laysNoIconOverMoreThanAFifthOfAnother() {
    SceneIcon square = square(30);
    Scenery scenery = new Scenery(new Draws(1, "background"));
    assertThat(scenery.lay(square, 0, 0, 0)).isTrue();
    // 7 of 30 columns are more than a fifth, 6 are not; then the first has nothing more to lose.
    assertThat(scenery.lay(square, 1, 23, 0)).isFalse();
    assertThat(scenery.lay(square, 1, 24, 0)).isTrue();
    assertThat(scenery.lay(square, 2, 0, 29)).isFalse();
    assertThat(scenery.lay(square, 2, 0, 30)).isTrue();
    assertThat(scenery.regions())
        .extracting(r -> r.mask().orElseThrow().bits().cardinality())
        .containsExactly(24 * 30, 900, 900);
  }

  private static SceneIcon square(int size) {
    byte[] opaque = new byte[Drawings.SIZE * Drawings.SIZE * 4];
    Arrays.fill(opaque, (byte) 255);
    return SceneIcon.of(new Image(Drawings.SIZE, Drawings.SIZE, 4, opaque), size);
  }

  /** A drawing whose left half is opaque: of an icon of 24, 12 columns; of 33, 16 and a half. */
  @Test
  void scalesByWholeNumbers() {
    byte[] half = new byte[Drawings.SIZE * Drawings.SIZE * 4];
    for (int i = 0; i < half.length; i++) {
      half[i] = (byte) (i / 4 % Drawings.SIZE < Drawings.SIZE / 2 ? 255 : 0);
    }
    Image drawing = new Image(Drawings.SIZE, Drawings.SIZE, 4, half);
    assertThat(SceneIcon.of(drawing, 24).area()).isEqualTo(12 * 24);
    SceneIcon odd = SceneIcon.of(drawing, 33);
    assertThat(odd.pixels()[16 * 4 + 3]).isEqualTo(128); // 127.5, rounded up
    assertThat(odd.pixels()[15 * 4 + 3]).isEqualTo(255);
    assertThat(odd.pixels()[17 * 4 + 3]).isZero();
  }

  @Test
  void speaksOfWhatIsThere() {
    List<String> names = split("test").classNames();
    Set<String> kinds = new HashSet<>();
    for (int i = 0; i < split("test").size(); i++) {
      Split.SampleText text = split("test").text(i);
      assertThat(text.captions()).hasSize(5);
      List<Region> regions = text.scene().regions();
      for (Phrase phrase : text.scene().phrases()) {
        kinds.add(phrase.kind());
        for (int region : phrase.regions()) {
          assertThat(phrase.text()).startsWith("the " + names.get(regions.get(region).label()));
        }
        boolean novel =
            SceneCategories.novel().contains(regions.get(phrase.regions().get(0)).label());
        if (!phrase.kind().equals("relational")) {
          assertThat(phrase.kind()).isEqualTo(novel ? "novel" : "base");
        }
      }
    }
    assertThat(kinds).containsExactlyInAnyOrder("base", "novel", "relational");
    assertThat(Data.open("scenes").card().fields())
        .containsExactly(Field.IMAGE, Field.CAPTION, Field.BOXES, Field.BOX_LABELS, Field.MASK);
  }

  /** A cat left of a key, another cat below it. */
  @Test
  void tellsEqualThingsApartByWhereTheyAre() {
    List<String> names = List.of("cat", "key");
    List<Region> regions = new ArrayList<>();
    regions.add(region(0, 0, 0));
    regions.add(region(50, 0, 1));
    regions.add(region(50, 50, 0));
    SceneWords words = new SceneWords(regions, names, Set.of(1));
    assertThat(words.phrases(new Draws(0, "words")))
        .containsExactly(
            new Phrase("the cat", List.of(0, 2), "base"),
            new Phrase("the key", List.of(1), "novel"),
            new Phrase("the cat left of the key", List.of(0), "relational"),
            new Phrase("the cat below the key", List.of(2), "relational"));
    assertThat(words.captions(new Draws(0, "words")))
        .startsWith("a cat, a key and another cat", "three icons: cat, key and cat");
  }

  private static Region region(int left, int top, int label) {
    return new Region(new Box(left, top, left + 30, top + 30), label, Optional.empty(), false);
  }
}
