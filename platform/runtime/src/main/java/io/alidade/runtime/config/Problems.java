package io.alidade.runtime.config;

import com.typesafe.config.ConfigOrigin;
import io.alidade.api.AlidadeException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Collects every problem of a configuration, to be reported at once. */
public final class Problems {
  private final TreeSet<Problem> found = new TreeSet<>();

  public void add(Problem problem) {
    found.add(problem);
  }

  public void add(ConfigOrigin origin, String sentence) {
    found.add(Problem.at(origin, sentence));
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** By file and line. */
  public List<Problem> list() {
    return List.copyOf(found);
  }

  /** Throws them all as one exception, if there are any. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          found.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
  }
}
