package io.alidade.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.DualEncoder;
import io.alidade.api.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One vector a class: the embeddings of its sentences averaged and brought back to unit length, as
 * open_clip's {@code build_zero_shot_classifier} does. Equal sentences are encoded once.
 */
final class ClassTexts implements AutoCloseable {
  private final NDManager manager;
  private final NDArray vectors; // (C, D)

  private ClassTexts(NDManager manager, NDArray vectors) {
    this.manager = manager;
    this.vectors = vectors;
  }

  /** Owns {@code manager} from here on. */
  static ClassTexts encode(
      DualEncoder encoder, List<String> classNames, ZeroShotSettings settings, NDManager manager) {
    Map<String, Integer> rows = new LinkedHashMap<>();
    for (String name : classNames) {
      settings.sentences(name).forEach(sentence -> rows.putIfAbsent(sentence, rows.size()));
    }
    List<String> sentences = List.copyOf(rows.keySet());
    List<float[]> embeddings = new ArrayList<>(sentences.size()); // T of D
    int batch = settings.execution().batchSize();
    for (int from = 0; from < sentences.size(); from += batch) {
      List<String> part = sentences.subList(from, Math.min(from + batch, sentences.size()));
      embeddings.addAll(encode(encoder, part, manager));
    }
    int width = embeddings.get(0).length;
    float[] flat = new float[classNames.size() * width];
    for (int c = 0; c < classNames.size(); c++) {
      double[] sum = new double[width];
      for (String sentence : settings.sentences(classNames.get(c))) {
        float[] embedding = embeddings.get(rows.getOrDefault(sentence, -1));
        Arrays.setAll(sum, d -> sum[d] + embedding[d]);
      }
      double length = Math.sqrt(Arrays.stream(sum).map(x -> x * x).sum());
      for (int d = 0; d < width; d++) {
        flat[c * width + d] = (float) (sum[d] / length);
      }
    }
    return new ClassTexts(manager, manager.create(flat, new Shape(classNames.size(), width)));
  }

  private static List<float[]> encode(
      DualEncoder encoder, List<String> sentences, NDManager manager) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray tokens = tokens(encoder.tokenizer(), sentences, manager); // (T, L)
      NDArray embeddings = Graphless.check(encoder.encodeText(tokens)); // (T, D)
      return Rows.of(embeddings);
    }
  }

  /** int64 (T, L): every row filled to the tokenizer's context. */
  private static NDArray tokens(Tokenizer tokenizer, List<String> sentences, NDManager manager) {
    int length = tokenizer.contextLength();
    long[] ids = new long[sentences.size() * length];
    Arrays.fill(ids, tokenizer.padId());
    for (int i = 0; i < sentences.size(); i++) {
      int[] encoded = tokenizer.encode(sentences.get(i));
      for (int l = 0; l < encoded.length; l++) {
        ids[i * length + l] = encoded[l];
      }
    }
    return manager.create(ids, new Shape(sentences.size(), length));
  }

  /** Cosine similarity of (B, D) rows of unit length to each class: (B, C). */
  NDArray similarity(NDArray embeddings) {
    return embeddings.matMul(vectors.transpose());
  }

  @Override
  public void close() {
    manager.close();
  }
}
