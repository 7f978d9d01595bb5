package io.alidade.cli;

import io.alidade.runtime.plugin.PluginProblem;
import java.io.PrintWriter;
import java.util.List;

/** Says which plugins are not used, on stderr; the work at hand goes on without them. */
final class PluginProblems {
  private PluginProblems() {}

  static void say(List<PluginProblem> problems, PrintWriter err) {
    problems.forEach(problem -> err.println("not used: " + problem));
    err.flush();
  }
}
