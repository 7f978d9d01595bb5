package io.alidade.iconic;

import io.alidade.api.Dataset;
import io.alidade.api.DatasetCard;
import io.alidade.api.DatasetFormat;
import io.alidade.api.Field;
import io.alidade.api.Image;
import io.alidade.api.Split;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Composed scenes of emoji, with everything that is known of them. */
final class Scenes {
  /** Counts changes of how scenes are composed and told. */
  private static final int COMPOSITION = 1;

  private static final int TRAINING = 2000; // scenes
  private static final int TESTING = 300;

  private static final List<String> NOTES =
      List.of(
          "train: six styles, base categories alone; test: fluent-emoji-flat, base and novel",
          "tune, validation: the same without a look at the test style; five styles and openmoji",
          "novel categories stand in no training scene, but a foundation trained on iconic/emoji"
              + " knows them",
          "boxes and masks hold the visible pixels, those that an icon covers by half or more");

  private Scenes() {}

  static Dataset open(DatasetFormat.Request request, String summary) {
    Cache cache = new Cache(request.cache(), request.progress());
    List<SceneCategories.Category> categories = SceneCategories.all();
    Map<String, Map<String, String>> icons = icons(EmojiIndex.open(cache, request.progress()));
    List<Drawings.Sheet> sheets = new ArrayList<>();
    for (String style : EmojiIndex.styles()) {
      Map<String, String> drawn = Objects.requireNonNull(icons.get(style));
      sheets.add(
          new Drawings.Sheet(
              "scenes-" + style,
              categories.stream()
                  .map(one -> Objects.requireNonNull(drawn.get(one.code())))
                  .toList()));
    }
    Map<String, Drawings> drawings = Drawings.open(sheets, cache, request.progress());
    Sha256 fingerprint = new Sha256().add(Renderer.DRAWING).add(COMPOSITION);
    categories.forEach(one -> fingerprint.add(one.code()).add(one.name()));
    sheets.forEach(
        sheet -> fingerprint.add(Objects.requireNonNull(drawings.get(sheet.name())).sources()));
    Map<String, Split> splits = new LinkedHashMap<>();
    add(splits, "train", TRAINING, EmojiIndex.TRAINING, false, categories, drawings);
    add(splits, "test", TESTING, List.of(EmojiIndex.TEST), true, categories, drawings);
    add(splits, "tune", TRAINING, EmojiSplits.TUNING, false, categories, drawings);
    add(splits, "validation", TESTING, List.of(EmojiSplits.VALIDATION), true, categories, drawings);
    Map<String, Integer> sizes = new LinkedHashMap<>();
    Map<String, Integer> classes = new LinkedHashMap<>();
    splits.forEach(
        (name, split) -> {
          fingerprint.add(name).add(split.size());
          sizes.put(name, split.size());
          classes.put(name, split.classNames().size());
        });
    DatasetCard card =
        new DatasetCard(
            request.id(),
            summary,
            "scenes",
            List.of(Field.IMAGE, Field.CAPTION, Field.BOXES, Field.BOX_LABELS, Field.MASK),
            Emoji.LICENCES,
            sizes,
            classes,
            fingerprint.hex(),
            NOTES);
    return new IconDataset(card, splits);
  }

  /** By style and code, {@code style/icon}. */
  private static Map<String, Map<String, String>> icons(EmojiIndex index) {
    Map<String, Map<String, String>> icons = new HashMap<>();
    index
        .drawings()
        .forEach(
            drawing ->
                icons
                    .computeIfAbsent(drawing.style(), style -> new HashMap<>())
                    .put(drawing.concept().code(), drawing.id()));
    return icons;
  }

  private static void add(
      Map<String, Split> splits,
      String name,
      int size,
      List<String> styles,
      boolean withNovel,
      List<SceneCategories.Category> categories,
      Map<String, Drawings> drawings) {
    List<List<Image>> offered = new ArrayList<>();
    for (int c = 0; c < categories.size(); c++) {
      List<Image> images = new ArrayList<>();
      if (withNovel || c < SceneCategories.BASE) {
        for (String style : styles) {
          images.add(Objects.requireNonNull(drawings.get("scenes-" + style)).image(c));
        }
      }
      offered.add(images);
    }
    List<String> names = categories.stream().map(SceneCategories.Category::name).toList();
    splits.put(name, new SceneSplit(name, size, offered, names, SceneCategories.novel()));
  }
}
