package io.alidade.generative.coca;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Tokenizer;
import io.alidade.nn.CrossTransformer;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Parameters;
import io.alidade.nn.TextTower;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Says the next word of a text about an image. B = batch, L = tokens of a text, N = tokens of an
 * image, C = width of a text's states, V = words.
 */
final class CaptionDecoder {
  private static final String WEIGHT = "weight";

  private final TextTower text;
  private final Tokenizer tokenizer;
  private final CrossTransformer blocks;
  private final Parameters words;

  CaptionDecoder(
      DualTowers towers, CocaSettings settings, NDManager manager, RandomGenerator random) {
    this.text = towers.text();
    this.tokenizer = towers.tokenizer();
    int width = settings.text().width();
    this.blocks =
        new CrossTransformer(settings.decoder(), width, towers.image().width(), manager, random);
    this.words = new Parameters(manager, random);
    words.normal(WEIGHT, 1 / Math.sqrt(width), tokenizer.vocabularySize(), width);
  }

  Parameters blocks() {
    return blocks.parameters();
  }

  Parameters words() {
    return words;
  }

  /** (B, L, C) -> (B, L, V). */
  private NDArray next(NDArray states) {
    Shape shape = states.getShape();
    NDArray weight = Objects.requireNonNull(words.trained().get(WEIGHT)); // (V, C)
    NDArray flat = states.reshape(-1, shape.get(2)).matMul(weight.transpose()); // (B L, V)
    return flat.reshape(shape.get(0), shape.get(1), -1);
  }

  /**
   * Behind each place of a text, how likely each word comes next.
   *
   * @param states of the texts alone, (B, L, C)
   * @param images tokens of the images, (B, N, width)
   * @return (B, L, V)
   */
  NDArray logits(NDArray states, NDArray images) {
    return next(blocks.states(states, images));
  }

  /**
   * The likeliest word, again and again, up to the end token or the tokenizer's context. What the
   * blocks know of earlier places is kept; the text tower, which no image reaches, reads a
   * beginning that several captions have in common once.
   *
   * @param images tokens of the images, (B, N, width)
   * @return ids of each caption, the start token first
   */
  List<int[]> captions(NDArray images) {
    NDManager manager = images.getManager();
    int count = Math.toIntExact(images.getShape().get(0));
    long[][] rows = new long[count][tokenizer.contextLength()];
    for (long[] row : rows) {
      Arrays.fill(row, tokenizer.endId());
      row[0] = tokenizer.encode("")[0];
    }
    List<NDArray> memory = blocks.remember(images);
    List<NDArray> past = List.of();
    boolean[] ended = new boolean[count];
    for (int place = 0; place + 1 < tokenizer.contextLength() && !all(ended); place++) {
      NDArray states = text.states(beginnings(rows, place + 1, manager)); // (B, place + 1, C)
      NDArray last = states.get(new NDIndex(":, {}:", place)); // (B, 1, C)
      CrossTransformer.Read read =
          blocks.further(last, place == 0 ? blocks.nothing(last) : past, memory);
      past = read.past();
      long[] likeliest = next(read.states()).argMax(2).toLongArray(); // (B)
      for (int i = 0; i < count; i++) {
        rows[i][place + 1] = ended[i] ? tokenizer.endId() : likeliest[i];
        ended[i] |= likeliest[i] == tokenizer.endId();
      }
    }
    List<int[]> captions = new ArrayList<>();
    for (long[] row : rows) {
      captions.add(Arrays.stream(row).mapToInt(Math::toIntExact).toArray());
    }
    return captions;
  }

  private static boolean all(boolean[] ended) {
    for (boolean each : ended) {
      if (!each) {
        return false;
      }
    }
    return true;
  }

  /** int64 (B, length). */
  private static NDArray beginnings(long[][] rows, int length, NDManager manager) {
    long[] flat = new long[rows.length * length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * length, length);
    }
    return manager.create(flat, new Shape(rows.length, length));
  }
}
