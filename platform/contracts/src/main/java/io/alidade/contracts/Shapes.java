package io.alidade.contracts;

import io.alidade.api.AlidadeException;
import io.alidade.api.Dataset;
import io.alidade.api.DatasetCard;
import io.alidade.api.DatasetFormat;
import io.alidade.api.DatasetSpec;
import io.alidade.api.Field;
import io.alidade.api.Sample;
import io.alidade.api.Split;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;

/**
 * A data set to test with, drawn by code: four shapes in four colours, each drawing at a place and
 * size of its own. A red circle is called {@code red circle}, which is its class and group.
 */
@Extension
@DatasetSpec(
    id = Shapes.ID,
    summary = "Four shapes in four colours, drawn by code to test with",
    task = "image-text",
    licence = "CC0-1.0")
public final class Shapes implements DatasetFormat {
  /** {@code tiny/shapes}. */
  public static final String ID = "tiny/shapes";

  /** Two drawings of each class to train on, one to test with. */
  private static final List<ShapesSplit> SPLITS =
      List.of(new ShapesSplit("train", 2), new ShapesSplit("test", 1));

  /** The split of that name: {@code train}, 32 drawings, or {@code test}, 16. */
  public static Split split(String name) {
    return SPLITS.stream()
        .filter(split -> split.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new AlidadeException(
                    AlidadeException.Kind.CONFIG,
                    "%s has no split %s; expected one of %s"
                        .formatted(
                            ID,
                            name,
                            String.join(", ", SPLITS.stream().map(ShapesSplit::name).toList()))));
  }

  @Override
  public Dataset open(Request request) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    Map<String, Integer> classes = new LinkedHashMap<>();
    for (Split split : SPLITS) {
      sizes.put(split.name(), split.size());
      classes.put(split.name(), split.classNames().size());
    }
    DatasetSpec spec = Shapes.class.getAnnotation(DatasetSpec.class);
    DatasetCard card =
        new DatasetCard(
            ID,
            spec.summary(),
            spec.task(),
            List.of(
                Field.IMAGE, Field.CAPTION, Field.LABEL, Field.BOXES, Field.BOX_LABELS, Field.MASK),
            spec.licence(),
            sizes,
            classes,
            fingerprint(),
            List.of());
    return new Dataset() {
      @Override
      public DatasetCard card() {
        return card;
      }

      @Override
      public Split split(String name) {
        return Shapes.split(name);
      }
    };
  }

  private static String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Split split : SPLITS) {
        for (int i = 0; i < split.size(); i++) {
          Sample sample = split.sample(i);
          digest.update((sample.id() + sample.captions()).getBytes(StandardCharsets.UTF_8));
          digest.update(sample.image().pixels());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
