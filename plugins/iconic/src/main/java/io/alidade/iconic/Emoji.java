package io.alidade.iconic;

import io.alidade.api.Dataset;
import io.alidade.api.DatasetFormat;
import io.alidade.api.Split;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The emoji sets, seen and unseen. */
final class Emoji {
  /** For lists of data sets; the card says what each covers. */
  static final String LICENCE_IDS = "Apache-2.0, MIT, CC-BY-4.0, CC-BY-SA-4.0";

  static final String LICENCES =
      "Apache-2.0 (noto, noto-v1, fxemoji), CC-BY-4.0 (twemoji, emojione), CC-BY-SA-4.0 (openmoji),"
          + " MIT (fluent-emoji-flat), Unicode-3.0 (names and keywords)";

  private final EmojiIndex index;
  private final Map<String, Drawings> pictures;

  private final Map<String, List<String>> captions = new HashMap<>();

  private Emoji(DatasetFormat.Request request) {
    Cache cache = new Cache(request.cache(), request.progress());
    index = EmojiIndex.open(cache, request.progress());
    Map<String, List<String>> icons = new LinkedHashMap<>();
    index
        .drawings()
        .forEach(
            drawing ->
                icons
                    .computeIfAbsent(drawing.style(), style -> new ArrayList<>())
                    .add(drawing.id()));
    List<Drawings.Sheet> sheets = new ArrayList<>();
    icons.forEach((style, list) -> sheets.add(new Drawings.Sheet(style, list)));
    pictures = Drawings.open(sheets, cache, request.progress());
    index.concepts().forEach(concept -> captions.put(concept.code(), captions(concept)));
  }

  /** The label, then the keywords as one text. */
  private static List<String> captions(Concept concept) {
    String keywords = String.join(" ", concept.keywords());
    return keywords.isEmpty() ? List.of(concept.label()) : List.of(concept.label(), keywords);
  }

  static Dataset open(DatasetFormat.Request request, String summary, boolean unseen) {
    Emoji emoji = new Emoji(request);
    EmojiSplits splits = new EmojiSplits(emoji.index);
    Map<String, Split> open = new LinkedHashMap<>();
    Sha256 fingerprint = emoji.fingerprint();
    (unseen ? splits.unseen() : splits.byStyle())
        .forEach((name, drawings) -> open.put(name, emoji.split(name, drawings, fingerprint)));
    return new IconDataset(
        IconDataset.card(
            request.id(),
            summary,
            "image-text",
            LICENCES,
            open,
            fingerprint.hex(),
            emoji.notes(unseen)),
        open);
  }

  private List<String> notes(boolean unseen) {
    List<String> notes = new ArrayList<>(unseen ? EmojiSplits.UNSEEN_NOTES : EmojiSplits.NOTES);
    notes.addAll(index.notes());
    return notes;
  }

  /** Of texts, ids and sources; splits add who stands in them and as what. */
  private Sha256 fingerprint() {
    Sha256 hash = new Sha256().add(Renderer.DRAWING);
    for (Concept concept : index.concepts()) {
      hash.add(concept.code()).add(concept.label()).add(concept.base());
      hash.add(String.join("\n", concept.keywords()));
    }
    index.drawings().forEach(drawing -> hash.add(drawing.id()).add(drawing.concept().code()));
    EmojiIndex.styles()
        .forEach(style -> hash.add(Objects.requireNonNull(pictures.get(style)).sources()));
    return hash;
  }

  private IconSplit split(String name, List<Drawing> drawings, Sha256 fingerprint) {
    Map<String, String> names = EmojiSplits.classNames(drawings);
    Map<String, Integer> labels = new HashMap<>();
    names.keySet().forEach(base -> labels.put(base, labels.size()));
    fingerprint.add(name);
    names.values().forEach(fingerprint::add);
    List<IconSplit.Item> items = new ArrayList<>();
    for (Drawing drawing : drawings) {
      int label = Objects.requireNonNull(labels.get(drawing.base()));
      fingerprint.add(drawing.id()).add(label);
      items.add(
          new IconSplit.Item(
              new Split.SampleText(
                  drawing.id(),
                  Objects.requireNonNull(captions.get(drawing.concept().code())),
                  label,
                  drawing.base()),
              Objects.requireNonNull(pictures.get(drawing.style())),
              drawing.place()));
    }
    return new IconSplit(name, items, List.copyOf(names.values()));
  }
}
