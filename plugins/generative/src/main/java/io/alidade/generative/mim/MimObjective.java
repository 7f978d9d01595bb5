package io.alidade.generative.mim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.Batch;
import io.alidade.api.Embeddings;
import io.alidade.api.LossTerms;
import io.alidade.api.Objective;
import io.alidade.api.Step;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Mode;
import io.alidade.nn.Ops;
import io.alidade.nn.Pairs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The contrastive loss on images and texts, and one on patches that the image tower cannot see. */
final class MimObjective implements Objective.Direct {
  private final DualTowers towers;
  private final PatchDecoder decoder;
  private final MimSettings.Masked settings;

  MimObjective(DualTowers towers, PatchDecoder decoder, MimSettings.Masked settings) {
    this.towers = towers;
    this.decoder = decoder;
    this.settings = settings;
  }

  @Override
  public LossTerms evaluate(Batch batch, Step step) {
    Embeddings pairs = Pairs.embed(towers, batch, step);
    LossTerms contrast =
        Pairs.contrast(pairs.get(Pairs.IMAGE), pairs.get(Pairs.TEXT), towers.logitScale());
    NDArray images = batch.images(); // (B, 3, H, W)
    NDArray mask = mask(batch, step, images.getManager()); // (B, N)
    // Half-hidden images would drag the running statistics away from those of whole ones.
    NDArray tokens = towers.image().tokens(decoder.hide(images, mask), Mode.BATCH); // (B, N, C)
    Map<String, NDArray> terms = new LinkedHashMap<>(contrast.byName());
    terms.put("masked-patches", Ops.times(settings.weight(), decoder.loss(tokens, images, mask)));
    return new LossTerms(terms);
  }

  /**
   * float32 (B, N): 1 for what is hidden, drawn for each image by its place in the step's batch.
   */
  private NDArray mask(Batch batch, Step step, NDManager manager) {
    int patches = decoder.patches();
    float[] mask = new float[batch.size() * patches];
    for (int i = 0; i < batch.size(); i++) {
      RandomGenerator random = step.random("mask-" + (batch.first() + i));
      boolean[] hidden = hidden(patches, settings.ratio(), random);
      for (int n = 0; n < patches; n++) {
        mask[i * patches + n] = hidden[n] ? 1 : 0;
      }
    }
    try (NDArray lent = manager.create(mask, new Shape(batch.size(), patches))) {
      return lent.duplicate(); // the engine's own memory, not the JVM's
    }
  }

  /** As many of them as the ratio says, at least one, each as likely as any other. */
  static boolean[] hidden(int patches, double ratio, RandomGenerator random) {
    boolean[] hidden = new boolean[patches];
    int left = (int) Math.max(1, Math.round(ratio * patches));
    for (int n = 0; n < patches; n++) {
      if (random.nextInt(patches - n) < left) {
        hidden[n] = true;
        left--;
      }
    }
    return hidden;
  }
}
