package io.alidade.eval;

import io.alidade.api.AlidadeException;
import io.alidade.api.Protocol.Pool;
import io.alidade.api.Protocol.Support;
import io.alidade.api.Split;
import io.alidade.data.FewShots;
import io.alidade.data.SubSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What a method may see: so many samples a class for training, and at most four for validation, as
 * in CoOp (section 4.1). {@link FewShots} says how they are drawn.
 *
 * @param part goes into the names of the splits; empty for all classes
 */
record Shots(Pool pool, int shots, String part) {
  private static final int MOST_VALIDATION = 4;

  /** Of the classes of these names, where a split knows them. */
  Support of(Set<String> classNames) {
    List<String> notes = new ArrayList<>();
    Split training = choose(pool.training(), classNames, shots, notes);
    if (training.size() == 0) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          "split %s has no sample of the classes %s; expected some of each"
              .formatted(pool.training().name(), new TreeSet<>(classNames)));
    }
    Optional<Split> validation =
        pool.validation()
            .map(split -> choose(split, classNames, Math.min(shots, MOST_VALIDATION), notes))
            .filter(split -> split.size() > 0);
    return new Support(training, validation, notes);
  }

  private Split choose(Split whole, Set<String> classNames, int count, List<String> notes) {
    List<Integer> classes =
        IntStream.range(0, whole.classNames().size())
            .filter(c -> classNames.contains(whole.classNames().get(c)))
            .boxed()
            .toList();
    String name = whole.name() + part;
    if (count == 0) {
      return SubSplit.ofClasses(whole, name, classes);
    }
    FewShots drawn =
        FewShots.draw(
            whole,
            "%s/%d-shot/seed-%d".formatted(name, count, pool.seed()),
            classes,
            count,
            pool.seed());
    notes.addAll(drawn.few());
    return drawn.split();
  }
}
