package io.alidade.iconic;

import io.alidade.api.AlidadeException;
import io.alidade.api.Dataset;
import io.alidade.api.DatasetCard;
import io.alidade.api.Field;
import io.alidade.api.Split;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An opened set of icons. */
final class IconDataset implements Dataset {
  private final DatasetCard card;
  private final Map<String, Split> splits;

  IconDataset(DatasetCard card, Map<String, Split> splits) {
    this.card = card;
    this.splits = new LinkedHashMap<>(splits);
  }

  /** A card whose sizes are those of the splits. */
  static DatasetCard card(
      String id,
      String summary,
      String task,
      String licence,
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
    List<Field> fields = List.of(Field.IMAGE, Field.CAPTION, Field.LABEL);
    return new DatasetCard(id, summary, task, fields, licence, sizes, classes, fingerprint, notes);
  }

  @Override
  public DatasetCard card() {
    return card;
  }

  @Override
  public Split split(String name) {
    Split split = splits.get(name);
    if (split == null) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          "%s has no split %s; expected one of %s"
              .formatted(card.id(), name, String.join(", ", splits.keySet())));
    }
    return split;
  }
}
