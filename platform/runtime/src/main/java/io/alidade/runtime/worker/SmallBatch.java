package io.alidade.runtime.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import io.alidade.api.Batch;
import io.alidade.api.DualEncoder;
import io.alidade.api.Field;
import io.alidade.api.Model;
import io.alidade.api.Split;
import io.alidade.api.Tokenizer;
import io.alidade.data.CaptionSettings;
import io.alidade.data.DataSettings;
import io.alidade.data.Feeder;
import io.alidade.nn.TokenBatches;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Batches of any size from a few samples, with texts as long as the longest of the data. */
final class SmallBatch {
  /** Samples whose texts are looked at, spread over the split; a longer one will be rare. */
  private static final int TEXTS = 4096;

  private final Batch few;
  private final Optional<Tokenizer> tokenizer;
  private final int[] text;

  /**
   * Reads the samples.
   *
   * @param manager owns them
   */
  SmallBatch(
      Split split, Model model, Set<Field> asked, DataSettings data, int rows, NDManager manager) {
    this.tokenizer = model.role(DualEncoder.class).map(DualEncoder::tokenizer);
    try (Feeder feeder = new Feeder(split, model.images(), tokenizer, asked, data, rows, 1, 0, 1);
        NDManager own = manager.newSubManager()) {
      Batch fed = feeder.next(own);
      Map<Field, NDArray> fields = new EnumMap<>(Field.class);
      for (Field field : Field.values()) {
        if (fed.has(field)) {
          NDArray copy = fed.get(field).duplicate();
          copy.attach(manager);
          fields.put(field, copy);
        }
      }
      this.few = new Batch(rows, fields);
    }
    this.text =
        tokenizer.map(one -> longest(split, data.captions(), one)).orElseGet(() -> new int[0]);
  }

  private static int[] longest(Split split, CaptionSettings captions, Tokenizer tokenizer) {
    int looks = Math.min(TEXTS, split.size());
    return IntStream.range(0, looks)
        .mapToObj(i -> split.text((int) ((long) i * split.size() / looks)).captions())
        .flatMap(all -> texts(all, captions))
        .map(tokenizer::encode)
        .max(Comparator.comparingInt(ids -> ids.length))
        .orElseGet(() -> new int[0]);
  }

  /** All that a sample may be trained with. */
  private static Stream<String> texts(List<String> all, CaptionSettings captions) {
    if (all.isEmpty() || captions.alternative() == 0) {
      return all.stream().limit(1);
    }
    return Stream.concat(
        all.stream(),
        captions.templates().stream().map(template -> template.replace("{}", all.get(0))));
  }

  int size() {
    return few.size();
  }

  /** The samples again and again, each with a text of its own, on {@code manager}. */
  Batch rows(int rows, NDManager manager) {
    Map<Field, NDArray> fields = new EnumMap<>(Field.class);
    for (Field field : Field.values()) {
      if (few.has(field)) {
        fields.put(
            field,
            field == Field.CAPTION && tokenizer.isPresent()
                ? texts(tokenizer.get(), rows, manager)
                : field == Field.VIEWS
                    ? views(few.get(field), rows, manager)
                    : repeated(few.get(field), rows, manager));
      }
    }
    return new Batch(rows, fields);
  }

  /** Equal texts may be encoded once: the first token behind the start tells them apart. */
  private NDArray texts(Tokenizer tokenizer, int rows, NDManager manager) {
    List<int[]> all =
        IntStream.range(0, rows)
            .mapToObj(
                row -> {
                  int[] ids = text.clone();
                  if (ids.length > 2) {
                    int id = (ids[1] + row) % tokenizer.vocabularySize();
                    ids[1] = id == tokenizer.endId() ? ids[1] : id;
                  }
                  return ids;
                })
            .toList();
    return TokenBatches.of(all, tokenizer.padId(), manager);
  }

  /** (2, n, ...) -> (2, rows, ...). */
  private static NDArray views(NDArray few, int rows, NDManager manager) {
    try (NDArray first = repeated(few.get(0), rows, manager);
        NDArray second = repeated(few.get(1), rows, manager)) {
      NDArray both = NDArrays.stack(new NDList(first, second));
      both.attach(manager);
      return both;
    }
  }

  /** (n, ...) -> (rows, ...), the given rows again and again. */
  static NDArray repeated(NDArray few, int rows, NDManager manager) {
    long[] times = new long[few.getShape().dimension()];
    Arrays.fill(times, 1);
    times[0] = (rows + few.size(0) - 1) / few.size(0);
    try (NDArray all = few.tile(times)) {
      NDArray part = all.get("0:" + rows).duplicate();
      part.attach(manager);
      return part;
    }
  }
}
