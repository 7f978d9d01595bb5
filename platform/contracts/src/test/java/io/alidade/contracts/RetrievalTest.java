package io.alidade.contracts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.DualEncoder;
import io.alidade.api.ImageSpec;
import io.alidade.api.Model;
import io.alidade.api.Protocol;
import io.alidade.api.Seeds;
import io.alidade.api.Split;
import io.alidade.api.Tokenizer;
import io.alidade.eval.Retrieval;
import io.alidade.nn.BytePairTrainer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

class RetrievalTest extends ProtocolContract {
  private static final int WIDTH = 16;

  private final Tokenizer tokenizer =
      BytePairTrainer.train(() -> List.of("red circle").iterator(), 514, 32);

  @Override
  protected Protocol protocol() {
    return new Retrieval();
  }

  @Override
  protected String otherExecution() {
    return "execution { batch-size = 7, guesses = 2 }";
  }

  /** Sixteen kinds, each with two captions. */
  @Override
  protected long samples(String metric) {
    return metric.contains("text-to-image") || metric.equals("gallery-texts") ? 32 : test().size();
  }

  @Override
  protected Model guessing() {
    return new Blind();
  }

  @Override
  protected Model perfect(Split test) {
    return new Knowing(new KnowingModel(test), test.classNames());
  }

  /** Lays each image and text somewhere, the same one at the same place. */
  private class Blind implements Model, DualEncoder {
    @Override
    public ImageSpec images() {
      return GuessingModel.IMAGES;
    }

    @Override
    public Tokenizer tokenizer() {
      return tokenizer;
    }

    @Override
    public NDArray encodeImage(NDArray images) {
      return rows(
          images.getManager(),
          IntStream.range(0, (int) images.getShape().get(0))
              .map(i -> Arrays.hashCode(images.get(i).toFloatArray()))
              .toArray());
    }

    @Override
    public NDArray encodeText(NDArray tokens) {
      return rows(
          tokens.getManager(),
          IntStream.range(0, (int) tokens.getShape().get(0))
              .map(i -> Arrays.hashCode(text(tokens.get(i).toLongArray())))
              .toArray());
    }

    /** Without what lies behind the end: that depends on the batch. */
    final long[] text(long[] ids) {
      int end = 0;
      while (ids[end] != tokenizer.endId()) {
        end++;
      }
      return Arrays.copyOf(ids, end);
    }

    @Override
    public NDArray logitScale() {
      throw new AssertionError("nobody asks for it");
    }
  }

  private static NDArray rows(NDManager manager, int[] hashes) {
    float[] rows = new float[hashes.length * WIDTH];
    for (int i = 0; i < hashes.length; i++) {
      SplittableRandom random = new SplittableRandom(Seeds.mix(0, "place", hashes[i]));
      for (int d = 0; d < WIDTH; d++) {
        rows[i * WIDTH + d] = (float) random.nextGaussian();
      }
    }
    NDArray all = manager.create(rows, new Shape(hashes.length, WIDTH));
    return all.div(all.norm(new int[] {1}, true));
  }

  /** Knows the class of every image, and that of both captions of a class. */
  private final class Knowing extends Blind {
    private final KnowingModel known;
    private final List<String> names;

    Knowing(KnowingModel known, List<String> names) {
      this.known = known;
      this.names = names;
    }

    @Override
    public NDArray encodeImage(NDArray images) {
      return known.scores(images, names); // (B, 16), one of them 1
    }

    @Override
    public NDArray encodeText(NDArray tokens) {
      int count = (int) tokens.getShape().get(0);
      float[] rows = new float[count * names.size()];
      for (int i = 0; i < count; i++) {
        long[] text = text(tokens.get(i).toLongArray());
        for (int c = 0; c < names.size(); c++) {
          String[] words = names.get(c).split(" ", 2);
          boolean own =
              Arrays.equals(text, ids(names.get(c)))
                  || Arrays.equals(text, ids("a " + words[1] + " in " + words[0]));
          rows[i * names.size() + c] = own ? 1 : 0;
        }
      }
      return tokens.getManager().create(rows, new Shape(count, names.size()));
    }

    private long[] ids(String sentence) {
      return text(Arrays.stream(tokenizer.encode(sentence)).asLongStream().toArray());
    }
  }
}
