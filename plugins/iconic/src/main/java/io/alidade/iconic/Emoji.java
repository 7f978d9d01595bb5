package io.alidade.iconic;

import io.alidade.api.Dataset;
import io.alidade.api.DatasetCard;
import io.alidade.api.DatasetFormat;
import io.alidade.api.Field;
import io.alidade.api.Split;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The emoji sets, seen and unseen. */
final class Emoji {
  static final String LICENCES =
      "Apache-2.0 (noto, noto-v1, fxemoji), CC-BY-4.0 (twemoji, emojione), CC-BY-SA-4.0 (openmoji),"
          + " MIT (fluent-emoji-flat); names: Unicode License v3";

  private Emoji() {}

  static Dataset open(DatasetFormat.Request request, String summary, boolean unseen) {
    EmojiIndex index = EmojiIndex.open(request.cache(), request.progress());
    EmojiSplits splits = new EmojiSplits(index);
    Map<String, List<Drawing>> chosen = unseen ? splits.unseen() : splits.byStyle();
    Map<String, Drawings> pictures = new HashMap<>();
    Map<Drawing, Integer> positions = new HashMap<>();
    for (String style : EmojiIndex.styles()) {
      List<String> icons = new ArrayList<>();
      for (Drawing drawing : index.drawings()) {
        if (drawing.style().equals(style)) {
          positions.put(drawing, icons.size());
          icons.add(drawing.icon());
        }
      }
      pictures.put(style, Drawings.of(style, icons, request.cache(), request.progress()));
    }
    Map<String, Split> open = new LinkedHashMap<>();
    MessageDigest digest = EmojiIndex.sha256();
    digest.update((index.content() + Renderer.DRAWING).getBytes(StandardCharsets.UTF_8));
    chosen.forEach(
        (name, drawings) -> {
          IconSplit split = split(name, drawings, splits, pictures, positions);
          for (int i = 0; i < split.size(); i++) {
            digest.update(split.text(i).toString().getBytes(StandardCharsets.UTF_8));
          }
          open.put(name, split);
        });
    String fingerprint = HexFormat.of().formatHex(digest.digest());
    return new IconDataset(card(request.id(), summary, open, fingerprint, index.notes()), open);
  }

  private static IconSplit split(
      String name,
      List<Drawing> drawings,
      EmojiSplits splits,
      Map<String, Drawings> pictures,
      Map<Drawing, Integer> positions) {
    Map<String, String> names = splits.classNames(drawings);
    List<String> bases = List.copyOf(names.keySet());
    Map<String, Integer> labels = new HashMap<>();
    bases.forEach(base -> labels.put(base, labels.size()));
    List<IconSplit.Item> items = new ArrayList<>();
    for (Drawing drawing : drawings) {
      Concept concept = splits.concept(drawing);
      items.add(
          new IconSplit.Item(
              new Split.SampleText(
                  drawing.id(),
                  captions(concept),
                  labels.getOrDefault(concept.base(), -1),
                  concept.base()),
              java.util.Objects.requireNonNull(pictures.get(drawing.style())),
              positions.getOrDefault(drawing, 0)));
    }
    return new IconSplit(name, items, List.copyOf(names.values()));
  }

  /** The label, then the keywords as one text. */
  private static List<String> captions(Concept concept) {
    String keywords = String.join(" ", concept.keywords());
    return keywords.isEmpty() ? List.of(concept.label()) : List.of(concept.label(), keywords);
  }

  static DatasetCard card(
      String id,
      String summary,
      Map<String, Split> splits,
      String fingerprint,
      List<String> notes) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    Map<String, Integer> classes = new LinkedHashMap<>();
    splits.forEach(
        (name, split) -> {
          sizes.put(name, split.size());
          classes.put(name, split.classNames().size());
        });
    return new DatasetCard(
        id,
        summary,
        "image-text",
        List.of(Field.IMAGE, Field.CAPTION, Field.LABEL),
        LICENCES,
        sizes,
        classes,
        fingerprint,
        notes);
  }
}
