package io.alidade.files;

import io.alidade.api.AlidadeException;
import io.alidade.api.Dataset;
import io.alidade.api.DatasetCard;
import io.alidade.api.Split;
import java.util.List;

/** Splits of image files. */
record PhotoDataset(DatasetCard card, List<PhotoSplit> splits) implements Dataset {
  PhotoDataset {
    splits = List.copyOf(splits);
  }

  @Override
  public Split split(String name) {
    return splits.stream()
        .filter(split -> split.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new AlidadeException(
                    AlidadeException.Kind.CONFIG,
                    "%s has no split %s; expected one of %s"
                        .formatted(card.id(), name, String.join(", ", card.splits().keySet()))));
  }
}
