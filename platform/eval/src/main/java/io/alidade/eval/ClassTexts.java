package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.DualEncoder;
import io.alidade.api.FeatureCache;
import io.alidade.api.Tokenizer;
import io.alidade.data.FrozenFeatures;
import io.alidade.nn.ClassTokens;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One vector a class: the embeddings of its sentences averaged and brought back to unit length, as
 * open_clip's {@code build_zero_shot_classifier} does. Equal sentences are encoded once, and those
 * of one length that begin alike stand together, so that a tower can compute what they share once.
 */
public final class ClassTexts implements AutoCloseable {
  /** Texts of one length side by side, and among them those with a common beginning. */
  private static final Comparator<int[]> ALIKE =
      Comparator.<int[]>comparingInt(ids -> ids.length).thenComparing(Arrays::compare);

  private final NDArray vectors; // (C, D)

  private ClassTexts(NDArray vectors) {
    this.vectors = vectors;
  }

  /**
   * Encodes all sentences of all classes; kept where the encoder's texts are frozen, so that all
   * who use it read one head. Called without gradients.
   */
  public static ClassTexts encode(
      DualEncoder encoder,
      List<String> classNames,
      ZeroShotSettings settings,
      FrozenFeatures frozen) {
    Tokenizer tokenizer = encoder.tokenizer();
    ClassTokens known =
        new ClassTokens(
            tokenizer, tokenizer.contextLength(), settings::sentences, frozen.progress());
    known.check(classNames);
    Head head = new Head(encoder, classNames, settings, known, frozen);
    return new ClassTexts(
        encoder
            .textFingerprint()
            .map(tower -> frozen.cache().get(head.key(tower), frozen.manager(), head::vectors))
            .orElseGet(head::vectors));
  }

  /** (C, D), rows of unit length; closed with this. */
  public NDArray vectors() {
    return vectors;
  }

  /** Cosine similarity of (B, D) rows of unit length to each class: (B, C). */
  NDArray similarity(NDArray embeddings) {
    return embeddings.matMul(vectors.transpose());
  }

  @Override
  public void close() {
    vectors.close();
  }

  /** What the vectors are made of. */
  private record Head(
      DualEncoder encoder,
      List<String> classNames,
      ZeroShotSettings settings,
      ClassTokens known,
      FrozenFeatures frozen) {

    FeatureCache.Key key(String tower) {
      return new FeatureCache.Key(
          Map.of(
              "kind", "class-texts",
              "tower", tower,
              "tokenizer", FeatureCache.Key.sha256(encoder.tokenizer().json()),
              "context", String.valueOf(encoder.tokenizer().contextLength()),
              "templates", String.join("\u0000", settings.templates()),
              "classes", String.join("\u0000", classNames),
              "batch", String.valueOf(settings.execution().batchSize())));
    }

    /** (C, D). */
    NDArray vectors() {
      Map<int[], List<Integer>> classesOfText = classesOfText();
      List<int[]> texts = List.copyOf(classesOfText.keySet());
      List<double[]> sums = new ArrayList<>(Collections.nCopies(classNames.size(), new double[0]));
      int batch = settings.execution().batchSize();
      for (int from = 0; from < texts.size(); from += batch) {
        List<int[]> part = texts.subList(from, Math.min(from + batch, texts.size()));
        List<float[]> embeddings = encode(part);
        for (int i = 0; i < part.size(); i++) {
          for (int c : classesOfText.getOrDefault(part.get(i), List.of())) {
            sums.set(c, sum(sums.get(c), embeddings.get(i)));
          }
        }
        frozen.progress().advance("class texts encoded", from + part.size(), texts.size());
      }
      return unit(sums);
    }

    /** Ids of each different text, and the classes it stands for, as often as it does. */
    private Map<int[], List<Integer>> classesOfText() {
      Map<int[], List<Integer>> classes = new TreeMap<>(ALIKE);
      for (int c = 0; c < classNames.size(); c++) {
        for (String sentence : settings.sentences(classNames.get(c))) {
          classes.computeIfAbsent(known.ids(sentence), key -> new ArrayList<>()).add(c);
        }
      }
      return classes;
    }

    private List<float[]> encode(List<int[]> texts) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        NDArray tokens = tokens(encoder.tokenizer(), texts, frozen.manager()); // (T, L)
        return Rows.of(Graphless.check(encoder.encodeText(tokens))); // (T, D)
      }
    }

    private NDArray unit(List<double[]> sums) {
      int width = sums.get(0).length;
      float[] flat = new float[sums.size() * width];
      for (int c = 0; c < sums.size(); c++) {
        double[] sum = sums.get(c);
        double length = Math.sqrt(Arrays.stream(sum).map(x -> x * x).sum());
        for (int d = 0; d < width; d++) {
          flat[c * width + d] = (float) (sum[d] / length);
        }
      }
      return frozen.manager().create(flat, new Shape(sums.size(), width));
    }
  }

  private static double[] sum(double[] before, float[] added) {
    double[] sum = Arrays.copyOf(before, added.length);
    Arrays.setAll(sum, d -> sum[d] + added[d]);
    return sum;
  }

  /** int64 (T, L): every row filled to the tokenizer's context. */
  private static NDArray tokens(Tokenizer tokenizer, List<int[]> texts, NDManager manager) {
    int length = tokenizer.contextLength();
    long[] ids = new long[texts.size() * length];
    Arrays.fill(ids, tokenizer.padId());
    for (int i = 0; i < texts.size(); i++) {
      int[] text = texts.get(i);
      for (int l = 0; l < text.length; l++) {
        ids[i * length + l] = text[l];
      }
    }
    return manager.create(ids, new Shape(texts.size(), length));
  }
}
