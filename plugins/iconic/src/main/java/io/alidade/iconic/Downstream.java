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
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The downstream classification sets, by designer. */
final class Downstream {
  /** For lists of data sets; the cards count. */
  static final String LICENCE_IDS = "MIT, CC-BY-4.0 and others, by icon set";

  private static final List<String> SPLITS = List.of("train", "validation", "test");

  private Downstream() {}

  /**
   * An icon of a set.
   *
   * @param icon {@code set/icon}
   */
  record Row(String className, String designer, String split, String icon) {
    String iconSet() {
      return icon.substring(0, icon.indexOf('/'));
    }
  }

  /** The icons of one data set. */
  static List<Row> rows(String name) {
    List<Row> rows = new ArrayList<>();
    for (String[] cells : Resources.table("downstream/" + name + ".csv")) {
      for (String icon : cells[3].split(" ", -1)) {
        rows.add(new Row(cells[0], cells[1], cells[2], icon));
      }
    }
    return rows;
  }

  static Dataset open(DatasetFormat.Request request, String name, String summary) {
    List<Row> rows = rows(name);
    Drawings.Sheet sheet = new Drawings.Sheet(name, rows.stream().map(Row::icon).toList());
    Cache cache = new Cache(request.cache(), request.progress());
    Drawings drawings =
        Objects.requireNonNull(Drawings.open(List.of(sheet), cache, request.progress()).get(name));
    List<String> classes =
        List.copyOf(
            rows.stream().map(Row::className).collect(Collectors.toCollection(TreeSet::new)));
    Map<String, List<IconSplit.Item>> items = new LinkedHashMap<>();
    SPLITS.forEach(split -> items.put(split, new ArrayList<>()));
    Sha256 fingerprint = new Sha256().add(Renderer.DRAWING).add(drawings.sources());
    classes.forEach(fingerprint::add);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      int label = classes.indexOf(row.className());
      fingerprint.add(row.icon()).add(label).add(row.designer()).add(row.split());
      Split.SampleText text =
          new Split.SampleText(row.icon(), List.of(row.className()), label, row.designer());
      Objects.requireNonNull(items.get(row.split())).add(new IconSplit.Item(text, drawings, i));
    }
    Map<String, Split> splits = new LinkedHashMap<>();
    items.forEach((split, list) -> splits.put(split, new IconSplit(split, list, classes)));
    return new IconDataset(
        IconDataset.card(
            request.id(),
            summary,
            "classification",
            licences(rows),
            splits,
            fingerprint.hex(),
            notes(name)),
        splits);
  }

  private static List<String> notes(String name) {
    return name.equals("flags-continent")
        ? List.of("split by country: the flags are of one hand")
        : List.of(
            "split by designer: of each class's designers half train, a fifth validate, the rest"
                + " test",
            "at most four drawings a designer and class; near copies of another split's or of an"
                + " emoji training drawing are left out");
  }

  /** SPDX ids with how many icons each covers, the most first. */
  private static String licences(List<Row> rows) {
    Map<String, String> licences = new HashMap<>();
    Resources.table("licences.csv").forEach(cells -> licences.put(cells[0], cells[1]));
    Map<String, Integer> icons = new TreeMap<>();
    rows.forEach(
        row -> icons.merge(Objects.requireNonNull(licences.get(row.iconSet())), 1, Integer::sum));
    return icons.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
        .collect(Collectors.joining(", ", "icons by licence of their set: ", ""));
  }
}
