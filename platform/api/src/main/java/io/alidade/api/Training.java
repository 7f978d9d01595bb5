package io.alidade.api;

import java.util.List;

/** How a learner is trained. */
public sealed interface Training {
  /** Nothing is trained. */
  record None() implements Training {}

  /** Gradient steps in the host's one loop. */
  record Steps(List<ParameterGroup> groups, Objective objective) implements Training {
    public Steps {
      groups = List.copyOf(groups);
      if (groups.isEmpty()) {
        throw new IllegalArgumentException("a training in steps needs a parameter group");
      }
    }
  }
}
