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
import java.util.Objects;
import java.util.TreeSet;

/** The downstream classification sets, by designer. */
final class Downstream {
  private Downstream() {}

  /** One row of {@code downstream.csv}. */
  record Row(
      String set, String className, String iconSet, String icon, String designer, String split) {
    static Row of(String line) {
      String[] cells = line.split(",", -1);
      return new Row(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
    }
  }

  /** The rows of one set. */
  static List<Row> rows(String set) {
    return EmojiIndex.lines("downstream.csv").stream()
        .skip(1)
        .map(Row::of)
        .filter(row -> row.set().equals(set))
        .toList();
  }

  static Dataset open(DatasetFormat.Request request, String set, String summary) {
    List<Row> rows = rows(set);
    Map<String, List<String>> icons = new LinkedHashMap<>();
    rows.forEach(
        row -> icons.computeIfAbsent(row.iconSet(), name -> new ArrayList<>()).add(row.icon()));
    Map<String, Drawings> pictures = new HashMap<>();
    icons.forEach(
        (name, list) ->
            pictures.put(name, Drawings.of(name, list, request.cache(), request.progress())));
    List<String> classes = List.copyOf(new TreeSet<>(rows.stream().map(Row::className).toList()));
    List<String> names = classes.stream().map(name -> name.replace('-', ' ')).toList();
    Map<String, List<IconSplit.Item>> items = new LinkedHashMap<>();
    List.of("train", "validation", "test").forEach(split -> items.put(split, new ArrayList<>()));
    Map<String, Integer> positions = new HashMap<>();
    MessageDigest digest = EmojiIndex.sha256();
    digest.update((IconSet.ARTIFACT + Renderer.DRAWING).getBytes(StandardCharsets.UTF_8));
    for (Row row : rows) {
      int position = positions.merge(row.iconSet(), 1, Integer::sum) - 1;
      int label = classes.indexOf(row.className());
      digest.update(row.toString().getBytes(StandardCharsets.UTF_8));
      Objects.requireNonNull(items.get(row.split()))
          .add(
              new IconSplit.Item(
                  new Split.SampleText(
                      row.iconSet() + "/" + row.icon(),
                      List.of(names.get(label)),
                      label,
                      row.designer()),
                  Objects.requireNonNull(pictures.get(row.iconSet())),
                  position));
    }
    Map<String, Split> splits = new LinkedHashMap<>();
    items.forEach(
        (split, list) -> {
          splits.put(split, new IconSplit(split, list, names));
        });
    return new IconDataset(
        card(request.id(), summary, splits, HexFormat.of().formatHex(digest.digest())), splits);
  }

  private static DatasetCard card(
      String id, String summary, Map<String, Split> splits, String fingerprint) {
    DatasetCard emoji = Emoji.card(id, summary, splits, fingerprint, List.of());
    return new DatasetCard(
        id,
        summary,
        "classification",
        List.of(Field.IMAGE, Field.CAPTION, Field.LABEL),
        "each icon set under its own open licence, named in the artifact",
        emoji.splits(),
        emoji.classes(),
        fingerprint,
        List.of("split by designer: of each class's designers half train, a fifth validate"));
  }
}
