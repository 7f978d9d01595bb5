package io.alidade.busy.pairs;

import io.alidade.api.AlidadeException;
import io.alidade.api.Dataset;
import io.alidade.api.DatasetCard;
import io.alidade.api.DatasetFormat;
import io.alidade.api.DatasetSpec;
import io.alidade.api.Field;
import io.alidade.api.Sample;
import io.alidade.api.Split;
import io.alidade.data.photo.ImageFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;

/** Image files with one caption each, as the list that the benchmark wrote names them. */
@Extension
@DatasetSpec(
    id = "busy/pairs",
    summary = "Image files with captions, drawn by the benchmark",
    task = "image-text",
    licence = "CC0-1.0")
public final class FilePairs implements DatasetFormat {
  private static final String FOLDER = "ALIDADE_BENCHMARK_PAIRS";
  private static final String TRAIN = "train";

  @Override
  public Dataset open(Request request) {
    List<Pair> pairs = read();
    DatasetCard card =
        new DatasetCard(
            "busy/pairs",
            "Image files with captions, drawn by the benchmark",
            "image-text",
            List.of(Field.IMAGE, Field.CAPTION),
            "CC0-1.0",
            Map.of(TRAIN, pairs.size()),
            Map.of(TRAIN, 1),
            String.valueOf(pairs.size()),
            List.of());
    return new Dataset() {
      @Override
      public DatasetCard card() {
        return card;
      }

      @Override
      public Split split(String name) {
        return new Rows(name, pairs);
      }
    };
  }

  private static List<Pair> read() {
    String folder = System.getenv(FOLDER);
    if (folder == null) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA, FOLDER + " is not set; expected the folder with pairs.csv");
    }
    Path list = Path.of(folder, "pairs.csv");
    try (var lines = Files.lines(list)) {
      return lines
          .skip(1)
          .map(line -> line.split("\t", -1))
          .map(cells -> new Pair(Path.of(cells[0]), cells[1]))
          .toList();
    } catch (IOException e) {
      throw new AlidadeException(AlidadeException.Kind.DATA, list + ": cannot be read", e);
    }
  }

  private record Pair(Path file, String caption) {}

  private record Rows(String name, List<Pair> pairs) implements Split {
    @Override
    public int size() {
      return pairs.size();
    }

    @Override
    public Sample sample(int index) {
      SampleText text = text(index);
      return new Sample(
          text.id(),
          ImageFile.read(pairs.get(index).file()).rgb(),
          text.captions(),
          text.label(),
          text.group());
    }

    @Override
    public SampleText text(int index) {
      String id = String.valueOf(index);
      return new SampleText(id, List.of(pairs.get(index).caption()), 0, id);
    }

    @Override
    public List<String> classNames() {
      return List.of("pair");
    }
  }
}
