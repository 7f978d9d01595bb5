package io.alidade.runtime.config;

import com.typesafe.config.ConfigOrigin;
import io.alidade.api.AlidadeException;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Collects every problem of a configuration, each once, to be reported together. */
public final class Problems {
  private final TreeSet<Problem> found = new TreeSet<>();

  public void add(Problem problem) {
    found.add(problem);
  }

  /** A problem with the value of that origin. */
  public void add(ConfigOrigin origin, String sentence) {
    add(Place.of(origin), sentence);
  }

  void add(Place place, String sentence) {
    found.add(new Problem(place.name(), place.line(), sentence));
  }

  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** By file and line. */
  public List<Problem> list() {
    return List.copyOf(found);
  }

  /** Throws them all as one exception, one a line, if there are any. */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          found.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }
  }
}
