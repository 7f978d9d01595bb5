package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.ImageSpec;
import io.alidade.api.Model;
import io.alidade.api.Progress;
import io.alidade.api.Segmenter;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Segments by what a tower makes of each place of an image, without training: the name that lies
 * nearest in the space of whole images, or the background where none lies near enough.
 *
 * <p>What is said to be near enough is one number, the cosine that the background has everywhere.
 */
public final class DenseSegmenter implements Model, Segmenter {
  private final DualTowers towers;
  private final int size;
  private final UnaryOperator<List<String>> naming;
  private final ClassTokens tokens;
  private final NDArray background; // scalar

  /**
   * Over frozen towers.
   *
   * @param size height and width of the images it sees
   * @param naming what is read in place of the names that are given, as many
   * @param background its cosine
   * @param progress of the run
   */
  public DenseSegmenter(
      DualTowers towers,
      int size,
      UnaryOperator<List<String>> naming,
      double background,
      NDManager manager,
      Progress progress) {
    this.towers = towers;
    this.size = size;
    this.naming = naming;
    this.tokens = new ClassTokens(towers.tokenizer(), progress);
    this.background = manager.full(new Shape(), (float) background, DataType.FLOAT32);
  }

  @Override
  public ImageSpec images() {
    ImageSpec spec = towers.images();
    return spec.stretched(size);
  }

  /** Sets the background's cosine. */
  public void background(double cosine) {
    background.set(new float[] {(float) cosine});
  }

  /** What a checkpoint holds: the towers are the foundation's. */
  public Map<String, NDArray> state() {
    return Map.of("background", background);
  }

  @Override
  public NDArray segment(NDArray images, List<String> classNames) {
    return DenseScores.behind(background, cosines(images, classNames));
  }

  /** The scores of the names alone, (B, C, H, W). */
  public NDArray cosines(NDArray images, List<String> classNames) {
    tokens.check(classNames);
    NDArray texts =
        TokenBatches.encode(
            towers.tokenizer(), naming.apply(classNames), images.getManager()); // (C, L)
    NDArray names = towers.encodeText(texts); // (C, D)
    NDArray places = towers.image().dense(images); // (B, D, h, w)
    return DenseScores.enlarged(DenseScores.cosines(places, names), images);
  }
}
