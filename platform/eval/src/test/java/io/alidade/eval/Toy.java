package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.DualEncoder;
import io.alidade.api.FeatureCache;
import io.alidade.api.Image;
import io.alidade.api.ImageClassifier;
import io.alidade.api.ImageSpec;
import io.alidade.api.Model;
import io.alidade.api.Progress;
import io.alidade.api.Protocol;
import io.alidade.api.Sample;
import io.alidade.api.Split;
import io.alidade.api.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One-pixel pictures and a model that sees colours: small enough to work out every number by hand.
 */
final class Toy {
  static final ImageSpec PIXEL =
      new ImageSpec(1, 1, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f), List.of(255, 255, 255));

  private Toy() {}

  /** A sample is one pixel {@code {red, green, blue}} and a label. */
  record Colours(List<String> classNames, List<int[]> pixels, List<Integer> labels)
      implements Split {
    @Override
    public String name() {
      return "test";
    }

    @Override
    public int size() {
      return pixels.size();
    }

    @Override
    public Sample sample(int index) {
      int[] p = pixels.get(index);
      byte[] bytes = {(byte) p[0], (byte) p[1], (byte) p[2]};
      SampleText text = text(index);
      return new Sample(
          text.id(), new Image(1, 1, 3, bytes), text.captions(), text.label(), text.group());
    }

    @Override
    public SampleText text(int index) {
      String id = "pixel-" + index;
      return new SampleText(id, List.of(), labels.get(index), id);
    }
  }

  /** Letters of a few colour words; counts how many sentences it was asked for. */
  static final class Words implements Tokenizer {
    final List<String> asked = new ArrayList<>();

    @Override
    public int vocabularySize() {
      return 5;
    }

    @Override
    public int contextLength() {
      return 4;
    }

    @Override
    public int padId() {
      return 0;
    }

    @Override
    public int endId() {
      return 4;
    }

    @Override
    public int[] encode(String text) {
      asked.add(text);
      int word = text.contains("red") ? 1 : text.contains("green") ? 2 : 3;
      return text.startsWith("very") ? new int[] {word, 4, 4} : new int[] {word, 4};
    }

    @Override
    public String json() {
      return "{}";
    }
  }

  /** Images: the pixel itself, at unit length. Texts: the colour's axis, leaning to (1, 1, 1). */
  static final class Eye implements Model, DualEncoder {
    final Words words = new Words();
    final NDArray gain;
    private final NDArray scale;
    private final NDArray table;
    Optional<String> frozen = Optional.empty();
    int imageCalls;
    int textRows;

    Eye(NDManager manager, float scale) {
      this.gain = manager.full(new Shape(), 2f);
      this.scale = manager.full(new Shape(), scale);
      this.table =
          manager.create(
              new float[] {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, .5f, .5f, .5f}, new Shape(5, 3));
    }

    @Override
    public ImageSpec images() {
      return PIXEL;
    }

    @Override
    public Tokenizer tokenizer() {
      return words;
    }

    @Override
    public NDArray encodeImage(NDArray images) {
      imageCalls++;
      return unit(images.reshape(images.getShape().get(0), 3).mul(gain)); // (B, 3)
    }

    @Override
    public Optional<String> imageFingerprint() {
      return frozen;
    }

    @Override
    public Optional<String> textFingerprint() {
      return frozen;
    }

    @Override
    public NDArray encodeText(NDArray tokens) {
      long rows = tokens.getShape().get(0);
      textRows += (int) rows;
      NDArray sum = table.get(tokens.flatten()).reshape(rows, 4, 3).sum(new int[] {1});
      return unit(sum); // (B, 3)
    }

    @Override
    public NDArray logitScale() {
      return scale;
    }

    private static NDArray unit(NDArray rows) {
      return rows.div(rows.norm(new int[] {1}, true));
    }
  }

  /** Scores every class alike. */
  static final class Shrug implements Model, ImageClassifier {
    @Override
    public ImageSpec images() {
      return PIXEL;
    }

    @Override
    public NDArray scores(NDArray images, List<String> classNames) {
      return images.getManager().zeros(new Shape(images.getShape().get(0), classNames.size()));
    }
  }

  record Exam(
      Model model, Split test, ZeroShotSettings zeroShot, NDManager manager, FeatureCache cache)
      implements Protocol.Examination {
    @Override
    public Optional<String> testFingerprint() {
      return Optional.of("colours");
    }

    @Override
    public <S extends Record> S settings(Class<S> type) {
      return type.cast(zeroShot);
    }

    @Override
    public Progress progress() {
      return Progress.SILENT;
    }
  }
}
