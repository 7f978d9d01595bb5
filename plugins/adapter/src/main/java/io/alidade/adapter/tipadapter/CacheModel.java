package io.alidade.adapter.tipadapter;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.ImageClassifier;
import io.alidade.api.ImageSpec;
import io.alidade.api.Model;
import io.alidade.api.Preparation;
import io.alidade.api.Split;
import io.alidade.eval.ClassHeads;
import io.alidade.eval.KnownClasses;
import io.alidade.eval.SupportFeatures;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Ops;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Zero-shot logits of a frozen foundation, and what a cache of the shots adds to them. */
public final class CacheModel implements Model, ImageClassifier {
  private final DualTowers towers;
  private final ClassHeads heads;
  private final KnownClasses classes;
  private final CacheFormula formula;
  private final NDArray keys; // (N, D)
  private final NDArray values; // (N, K)
  private final NDArray alpha;
  private final NDArray beta;
  private final SupportFeatures shots;
  private final SearchOnValidation search;

  /** The cache of all that the method may train on. */
  public CacheModel(Preparation given, TipAdapterSettings settings) {
    NDManager manager = given.manager();
    Split training = given.training();
    this.towers = DualTowers.read(given.foundation("start"), manager);
    this.heads = new ClassHeads(towers, settings.templates(), SupportFeatures.frozen(given));
    this.classes = new KnownClasses(training.classNames());
    this.formula = new CacheFormula(manager);
    this.shots = SupportFeatures.of(given, training, towers, towers.images());
    this.keys = shots.images().duplicate();
    this.values = oneHot(shots.labels().toLongArray(), classes.names().size(), manager);
    this.alpha = manager.full(new Shape(), (float) settings.alpha(), DataType.FLOAT32);
    this.beta = manager.full(new Shape(), (float) settings.beta(), DataType.FLOAT32);
    this.search = new SearchOnValidation(given, settings.search());
  }

  private static NDArray oneHot(long[] labels, int classes, NDManager manager) {
    float[] values = new float[labels.length * classes];
    for (int n = 0; n < labels.length; n++) {
      values[n * classes + (int) labels[n]] = 1;
    }
    return manager.create(values, new Shape(labels.length, classes));
  }

  @Override
  public ImageSpec images() {
    return towers.images();
  }

  @Override
  public NDArray scores(NDArray images, List<String> classNames) {
    NDArray features = towers.encodeImage(images); // (B, D)
    return formula.mixed(clip(features, classNames), answers(features, beta, classNames), alpha);
  }

  /** Zero-shot's logits, (B, C). */
  public NDArray clip(NDArray features, List<String> classNames) {
    return formula.clip(features, heads.of(classNames), towers.logitScale());
  }

  /** The cache's, before alpha; nothing for a class without shots. */
  NDArray answers(NDArray features, NDArray sharpness, List<String> classNames) {
    long[] places =
        Arrays.stream(classes.places(classNames))
            .mapToLong(place -> place < 0 ? classes.names().size() : place)
            .toArray();
    NDArray known = formula.answers(features, keys, values, sharpness); // (B, K)
    return formula.columns(known, features.getManager().create(places)); // (B, C)
  }

  SupportFeatures validation(Preparation given, Split split) {
    return SupportFeatures.of(given, split, towers, towers.images());
  }

  /** Looks for the best alpha and beta on validation, where there is one. */
  public void tune() {
    search
        .best(this)
        .ifPresent(
            best -> {
              NDManager manager = alpha.getManager();
              Ops.copy(manager.create((float) best.alpha()), alpha);
              Ops.copy(manager.create((float) best.beta()), beta);
            });
  }

  /** How many pairs {@link #tune} compares. */
  public int tried() {
    return search.tried();
  }

  /** The shots' features and labels, in the order of the training split. */
  public SupportFeatures shots() {
    return shots;
  }

  /** What a loss over the shots is written with. */
  public CacheFormula formula() {
    return formula;
  }

  /** (N, D), which may learn. */
  public NDArray keys() {
    return keys;
  }

  /** What is not the foundation's. */
  public Map<String, NDArray> state() {
    Map<String, NDArray> state = new LinkedHashMap<>();
    state.put("keys", keys);
    state.put("values", values);
    state.put("alpha", alpha);
    state.put("beta", beta);
    return state;
  }
}
