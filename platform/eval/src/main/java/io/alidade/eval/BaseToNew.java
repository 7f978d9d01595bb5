package io.alidade.eval;

import io.alidade.api.AlidadeException;
import io.alidade.api.Evaluation;
import io.alidade.api.Evaluation.Contributions;
import io.alidade.api.Evaluation.Near;
import io.alidade.api.Evaluation.Neighbours;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.api.Measurement;
import io.alidade.api.Protocol;
import io.alidade.api.ProtocolSpec;
import io.alidade.api.Split;
import io.alidade.data.SubSplit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.pf4j.Extension;

/**
 * A method sees a few samples of the base classes alone. Images of base classes are then ranked
 * against the base names, images of new classes against the new names.
 *
 * <p>The classes of the test split, in its order, are cut in two: of n the first ceil(n / 2) are
 * base, the others new, as in CoCoOp (Zhou et al., <i>Conditional prompt learning for
 * vision-language models</i>, CVPR 2022, section 4.1). What the method sees has the base classes by
 * name.
 *
 * <p>Measures {@code top-1} and {@code mean-per-class} of either half, each with what guessing
 * would give, and the harmonic mean of the halves.
 */
@Extension
@ProtocolSpec(
    id = BaseToNew.ID,
    summary = "Shows a few samples of half of the classes, then tests both halves by themselves",
    settings = ShotSettings.class)
public final class BaseToNew implements Protocol {
  static final String ID = "base-to-new";

  private static final String TOP = "top-1";
  private static final String PER_CLASS = "mean-per-class";

  @Override
  public Optional<Support> support(Pool pool) {
    int shots = ((ShotSettings) pool.settings()).shots();
    List<String> names = pool.test().classNames();
    Set<String> base = new HashSet<>(names.subList(0, baseClasses(pool.test())));
    return Optional.of(new Shots(pool, shots, "/base").of(base));
  }

  private static int baseClasses(Split split) {
    int classes = split.classNames().size();
    if (classes < 2) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          "%s: split %s has %d class; expected at least 2, a base and a new one"
              .formatted(ID, split.name(), classes));
    }
    return (classes + 1) / 2;
  }

  @Override
  public Evaluation evaluate(Examination given) {
    Split whole = given.test();
    int base = baseClasses(whole);
    int classes = whole.classNames().size();
    Half first = half(given, "base", 0, base);
    Half second = half(given, "new", base, classes);
    List<Measurement> measurements = new ArrayList<>(first.measurements());
    measurements.addAll(second.measurements());
    for (String chance : List.of("", "chance-")) {
      for (String metric : List.of(TOP, PER_CLASS)) {
        double both = HarmonicMean.of(first.value(chance + metric), second.value(chance + metric));
        String name = chance + "harmonic-mean" + (metric.equals(TOP) ? "" : "-per-class");
        measurements.add(new Measurement(name, both, "share", true, whole.size()));
      }
    }
    List<Prediction> predictions = new ArrayList<>(first.predictions());
    predictions.addAll(second.predictions());
    List<Neighbours> neighbours = new ArrayList<>(first.neighbours());
    neighbours.addAll(second.neighbours());
    List<Contributions> contributions = new ArrayList<>(first.contributions());
    contributions.addAll(second.contributions());
    return new Evaluation(measurements, predictions, neighbours, contributions);
  }

  private static Half half(Examination given, String name, int from, int to) {
    Split whole = given.test();
    List<Integer> classes = IntStream.range(from, to).boxed().toList();
    SubSplit split = SubSplit.ofClasses(whole, whole.name() + "/" + name, classes);
    if (split.size() == 0) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          "%s: split %s has no image of a %s class; expected one at least"
              .formatted(ID, whole.name(), name));
    }
    return new Half(
        name,
        split,
        new Classification(given, ID, given.settings(ShotSettings.class).zeroShot())
            .of(
                split,
                List.of(new TopAccuracy(1), new MeanPerClass(classes.size())),
                List.of(
                    Chance.top(1, classes.size(), split.size()),
                    Chance.meanPerClass(classes.size(), split.size()))));
  }

  /** What was found on one half, in the places of the whole. */
  private record Half(String name, SubSplit split, Evaluation found) {
    double value(String metric) {
      return found.measurements().stream()
          .filter(one -> one.metric().equals(metric))
          .mapToDouble(Measurement::value)
          .findFirst()
          .orElseThrow();
    }

    List<Measurement> measurements() {
      return found.measurements().stream()
          .map(
              one ->
                  new Measurement(
                      one.metric() + "-" + name,
                      one.value(),
                      one.unit(),
                      one.higherIsBetter(),
                      one.samples()))
          .toList();
    }

    List<Contributions> contributions() {
      return found.contributions().stream()
          .map(one -> new Contributions(one.metric() + "-" + name, one.statistic(), one.items()))
          .toList();
    }

    List<Prediction> predictions() {
      return found.predictions().stream()
          .map(
              one ->
                  new Prediction(
                      split.origin(one.index()),
                      one.sample(),
                      one.truth(),
                      one.guesses(),
                      one.described()))
          .toList();
    }

    List<Neighbours> neighbours() {
      return found.neighbours().stream()
          .map(
              one ->
                  new Neighbours(
                      split.origin(one.index()),
                      one.sample(),
                      one.texts(),
                      one.images().stream().map(this::near).toList()))
          .toList();
    }

    private Near near(Near image) {
      return new Near(split.origin(image.index()), image.sample(), image.similarity());
    }
  }
}
