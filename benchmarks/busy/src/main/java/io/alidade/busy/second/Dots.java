package io.alidade.busy.second;

import io.alidade.api.AlidadeException;
import io.alidade.api.Dataset;
import io.alidade.api.DatasetCard;
import io.alidade.api.DatasetFormat;
import io.alidade.api.DatasetSpec;
import io.alidade.api.Field;
import io.alidade.api.Image;
import io.alidade.api.Sample;
import io.alidade.api.Split;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;

/** Eight images of one pixel: a run needs data, and this costs nothing. */
@Extension
@DatasetSpec(
    id = "busy/dots",
    summary = "Eight images of one pixel",
    task = "classification",
    licence = "CC0-1.0")
public final class Dots implements DatasetFormat {
  private static final String TRAIN = "train";
  private static final int SIZE = 8;
  private static final DatasetCard CARD =
      new DatasetCard(
          "busy/dots",
          "Eight images of one pixel",
          "classification",
          List.of(Field.IMAGE),
          "CC0-1.0",
          Map.of(TRAIN, SIZE),
          Map.of(TRAIN, 1),
          "0",
          List.of());

  @Override
  public Dataset open(Request request) {
    return new Dataset() {
      @Override
      public DatasetCard card() {
        return CARD;
      }

      @Override
      public Split split(String name) {
        if (!name.equals(TRAIN)) {
          throw new AlidadeException(
              AlidadeException.Kind.CONFIG, "busy/dots has no split " + name + "; expected train");
        }
        return new Row();
      }
    };
  }

  private record Row() implements Split {
    @Override
    public String name() {
      return TRAIN;
    }

    @Override
    public int size() {
      return SIZE;
    }

    @Override
    public Sample sample(int index) {
      byte grey = (byte) (index * 16);
      Image pixel = new Image(1, 1, 3, new byte[] {grey, grey, grey});
      return new Sample("dot-" + index, pixel, List.of(), 0, "dot-" + index);
    }

    @Override
    public SampleText text(int index) {
      return new SampleText("dot-" + index, List.of(), 0, "dot-" + index);
    }

    @Override
    public List<String> classNames() {
      return List.of("dot");
    }
  }
}
