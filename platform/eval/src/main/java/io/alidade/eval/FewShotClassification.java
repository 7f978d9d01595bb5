package io.alidade.eval;

import io.alidade.api.Evaluation;
import io.alidade.api.Protocol;
import io.alidade.api.ProtocolSpec;
import io.alidade.api.Split;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pf4j.Extension;

/**
 * A method sees a few samples of each class; every image of the whole test split is then ranked
 * against the names of all classes.
 *
 * <p>Measures {@code top-1} and {@code mean-per-class}, each with what guessing would give. {@link
 * Shots} says what the method sees.
 */
@Extension
@ProtocolSpec(
    id = FewShotClassification.ID,
    summary = "Shows a few samples of each class, then ranks each image against all class names",
    settings = ShotSettings.class)
public final class FewShotClassification implements Protocol {
  static final String ID = "few-shot-classification";

  @Override
  public Optional<Support> support(Pool pool) {
    int shots = ((ShotSettings) pool.settings()).shots();
    return shots == 0
        ? Optional.of(new Support(pool.training(), pool.validation()))
        : Optional.of(new Shots(pool, shots, "").of(Set.copyOf(pool.training().classNames())));
  }

  @Override
  public Evaluation evaluate(Examination given) {
    Split split = given.test();
    int classes = split.classNames().size();
    return new Classification(given, ID, given.settings(ShotSettings.class).zeroShot())
        .of(
            split,
            List.of(new TopAccuracy(1), new MeanPerClass(classes)),
            List.of(
                Chance.top(1, classes, split.size()), Chance.meanPerClass(classes, split.size())));
  }
}
