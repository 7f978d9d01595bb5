package io.alidade.eval;

import io.alidade.api.Evaluation;
import io.alidade.api.Protocol;
import io.alidade.api.ProtocolSpec;
import io.alidade.api.Split;
import java.util.List;
import org.pf4j.Extension;

/**
 * Every image of the split is ranked against the names of all its classes.
 *
 * <p>Measures {@code top-1}, {@code top-5} and {@code mean-per-class}, each with what guessing
 * would give. Of equally scored classes the one earlier in the split's list stands first ({@link
 * Ranking}).
 */
@Extension
@ProtocolSpec(
    id = ZeroShotClassification.ID,
    summary = "Ranks each image against the names of all classes",
    settings = ZeroShotSettings.class)
public final class ZeroShotClassification implements Protocol {
  static final String ID = "zero-shot-classification";

  @Override
  public Evaluation evaluate(Examination given) {
    Split split = given.test();
    int classes = split.classNames().size();
    return new Classification(given, ID, given.settings(ZeroShotSettings.class))
        .of(
            split,
            List.of(new TopAccuracy(1), new TopAccuracy(5), new MeanPerClass(classes)),
            List.of(
                Chance.top(1, classes, split.size()),
                Chance.top(5, classes, split.size()),
                Chance.meanPerClass(classes, split.size())));
  }
}
