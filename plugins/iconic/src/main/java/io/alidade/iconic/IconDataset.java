package io.alidade.iconic;

import io.alidade.api.AlidadeException;
import io.alidade.api.Dataset;
import io.alidade.api.DatasetCard;
import io.alidade.api.Split;
import java.util.LinkedHashMap;
import java.util.Map;

/** An opened set of icons. */
final class IconDataset implements Dataset {
  private final DatasetCard card;
  private final Map<String, Split> splits;

  IconDataset(DatasetCard card, Map<String, Split> splits) {
    this.card = card;
    this.splits = new LinkedHashMap<>(splits);
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
