package io.alidade.files;

import io.alidade.api.DatasetFormat;
import io.alidade.contracts.DatasetContract;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** One data set of each format, of images written here. */
class FilesContractTest {
  private static final Path FOLDER = Path.of("target", "drawn");

  @Nested
  class ImageFolders extends DatasetContract {
    private final Path root = Drawn.pets(FOLDER.resolve("pets"));

    @Override
    protected DatasetFormat format() {
      return new ImageFolderFormat();
    }

    @Override
    protected String dataset() {
      return "image-folder:" + root;
    }

    @Override
    protected Set<String> apart() {
      return Set.of("train", "validation", "test");
    }
  }

  @Nested
  class CoopSplits extends DatasetContract {
    private final Path file = Drawn.coop(FOLDER.resolve("coop"));

    @Override
    protected DatasetFormat format() {
      return new CoopSplitFormat();
    }

    @Override
    protected String dataset() {
      return "coop-split:" + file;
    }

    @Override
    protected Set<String> apart() {
      return Set.of("train", "validation", "test");
    }
  }

  @Nested
  class ClipBenchmarks extends DatasetContract {
    private final Path root = Drawn.shards(FOLDER.resolve("shards"));

    @Override
    protected DatasetFormat format() {
      return new ClipBenchmarkFormat();
    }

    @Override
    protected String dataset() {
      return "clip-benchmark:" + root;
    }

    @Override
    protected Set<String> apart() {
      return Set.of("train", "test");
    }
  }

  @Nested
  class CocoFolders extends DatasetContract {
    private final Path root = Drawn.coco(FOLDER.resolve("coco"));

    @Override
    protected DatasetFormat format() {
      return new CocoFormat();
    }

    @Override
    protected String dataset() {
      return "coco:" + root;
    }
  }
}
