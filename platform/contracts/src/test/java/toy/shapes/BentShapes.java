package toy.shapes;

import io.alidade.api.AlidadeException;
import io.alidade.api.Dataset;
import io.alidade.api.DatasetCard;
import io.alidade.api.DatasetFormat;
import io.alidade.api.DatasetSpec;
import io.alidade.api.Image;
import io.alidade.api.Sample;
import io.alidade.api.Split;
import io.alidade.contracts.Shapes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.pf4j.Extension;

/** Shapes with something wrong: what the data set contract is tested with. */
@Extension
@DatasetSpec(
    id = "toy/shapes",
    summary = "Four shapes in four colours, drawn by code to test with",
    task = "image-text",
    licence = "CC0-1.0")
public final class BentShapes implements DatasetFormat {
  private static final AtomicInteger OPENED = new AtomicInteger();

  private final Bend bend;

  public BentShapes() {
    this(Bend.NONE);
  }

  public BentShapes(Bend bend) {
    this.bend = bend;
  }

  @Override
  public Dataset open(Request request) {
    return new Bent(bend, new Shapes().open(request), OPENED.incrementAndGet());
  }

  private record Bent(Bend bend, Dataset shapes, int opening) implements Dataset {
    @Override
    public DatasetCard card() {
      DatasetCard card = shapes.card();
      Map<String, Integer> splits = new LinkedHashMap<>(card.splits());
      if (bend == Bend.MISCOUNTED) {
        splits.merge("test", 1, Integer::sum);
      }
      return new DatasetCard(
          "toy/shapes",
          card.summary(),
          bend == Bend.MISLABELLED_CARD ? "detection" : card.task(),
          card.fields(),
          card.licence(),
          splits,
          card.classes(),
          bend == Bend.FORGETFUL ? "%064x".formatted(opening) : card.fingerprint(),
          card.notes());
    }

    @Override
    public Split split(String name) {
      if (bend == Bend.SILENT_ABOUT_SPLITS && !card().splits().containsKey(name)) {
        throw new AlidadeException(AlidadeException.Kind.CONFIG, "no split " + name);
      }
      return new BentSplit(bend, shapes.split(name), opening);
    }
  }

  private static final class BentSplit implements Split {
    private final Bend bend;
    private final Split split;
    private final int opening;
    private final AtomicInteger readers = new AtomicInteger();

    BentSplit(Bend bend, Split split, int opening) {
      this.bend = bend;
      this.split = split;
      this.opening = opening;
    }

    @Override
    public String name() {
      return split.name();
    }

    @Override
    public int size() {
      return split.size();
    }

    @Override
    public List<String> classNames() {
      return split.classNames();
    }

    @Override
    public SampleText text(int index) {
      int at = bend == Bend.SHUFFLED ? (index + opening) % size() : index;
      SampleText text = split.text(at);
      String id =
          switch (bend) {
            case NAMELESS -> "shape";
            case AMBIGUOUS -> "shape-" + index;
            default -> text.id();
          };
      int label = bend == Bend.COUNTS_FROM_ONE ? text.label() + 1 : text.label();
      List<String> captions = bend == Bend.WORDLESS ? List.of(" ") : text.captions();
      return new SampleText(id, captions, label, text.group());
    }

    @Override
    public Sample sample(int index) {
      SampleText text = text(index);
      Image image = split.sample(index).image();
      if (bend == Bend.REPAINTED) {
        image.pixels()[0] = (byte) opening;
      } else if (bend == Bend.NOT_THREAD_SAFE) {
        boolean alone = readers.incrementAndGet() == 1;
        image = split.sample(index).image();
        alone &= readers.decrementAndGet() == 0;
        image.pixels()[0] = (byte) (alone ? 0 : 1);
      }
      int label = bend == Bend.TWO_TONGUED ? 0 : text.label();
      return new Sample(text.id(), image, text.captions(), label, text.group());
    }
  }
}
