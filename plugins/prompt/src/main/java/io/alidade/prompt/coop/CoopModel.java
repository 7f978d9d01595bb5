package io.alidade.prompt.coop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.alidade.api.AlidadeException;
import io.alidade.api.ImageClassifier;
import io.alidade.api.ImageSpec;
import io.alidade.api.Model;
import io.alidade.api.Progress;
import io.alidade.eval.KnownClasses;
import io.alidade.nn.ClassTokens;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Engine;
import io.alidade.nn.Ops;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A frozen foundation whose class texts are learnt prompts. */
final class CoopModel implements Model, ImageClassifier {
  private final DualTowers towers;
  private final KnownClasses classes;
  private final CoopSettings settings;
  private final NDArray vectors; // (M, C) or (K, M, C)
  private final NDManager manager;
  private final Progress progress;
  private final Map<List<String>, Prompts> known = new HashMap<>();

  /**
   * A model of learnt vectors.
   *
   * @param manager owns the prompts of every list of names that is asked for
   * @param progress of the run
   */
  CoopModel(
      DualTowers towers,
      List<String> classNames,
      CoopSettings settings,
      NDArray vectors,
      NDManager manager,
      Progress progress) {
    this.towers = towers;
    this.classes = new KnownClasses(classNames);
    this.settings = settings;
    this.vectors = vectors;
    this.manager = manager;
    this.progress = progress;
  }

  @Override
  public ImageSpec images() {
    return towers.images();
  }

  @Override
  public NDArray scores(NDArray images, List<String> classNames) {
    return logits(towers.encodeImage(images), classNames);
  }

  /** Image features of unit length (B, D) -> (B, C), with a graph where one is recorded. */
  NDArray logits(NDArray features, List<String> classNames) {
    NDArray texts = Ops.normalise(prompts(classNames).embeddings(vectors)); // (C, D)
    return features.matMul(texts.transpose()).mul(towers.logitScale());
  }

  private Prompts prompts(List<String> classNames) {
    Prompts prompts = known.get(classNames);
    if (prompts == null) {
      prompts = Engine.withoutGradients(() -> made(classNames));
      prompts.kept().forEach(NDScope::unregister); // outlives the batch that asked first
      known.put(List.copyOf(classNames), prompts);
    }
    return prompts;
  }

  private Prompts made(List<String> classNames) {
    int[] owner = settings.classSpecific() ? owners(classNames) : new int[classNames.size()];
    int owners = settings.classSpecific() ? classes.names().size() : 1;
    int each = (int) vectors.size() / (owners * towers.text().width());
    new ClassTokens(
            towers.tokenizer(),
            towers.tokenizer().contextLength() - each,
            name -> List.of(Prompts.text(name)),
            progress)
        .check(classNames);
    return new Prompts(
        towers.text(),
        towers.tokenizer(),
        classNames,
        settings.position(),
        each,
        owner,
        owners,
        manager);
  }

  private int[] owners(List<String> classNames) {
    int[] places = classes.places(classNames);
    for (int c = 0; c < places.length; c++) {
      if (places[c] < 0) {
        throw new AlidadeException(
            AlidadeException.Kind.CONFIG,
            "prompt.coop.class-specific is true and class %s was not trained; expected false where new classes are tested, or one of %s"
                .formatted(classNames.get(c), Arrays.toString(classes.names().toArray())));
      }
    }
    return places;
  }
}
