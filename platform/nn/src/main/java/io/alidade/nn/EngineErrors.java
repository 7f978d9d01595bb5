package io.alidade.nn;

import java.util.List;

/** What a native error says, without its stack of C++ frames. */
public final class EngineErrors {
  private static final String RUNTIME = "RuntimeError: ";

  private EngineErrors() {}

  /** The operator's own sentence, which TorchScript puts behind its trace; else the first line. */
  public static String reason(Throwable error) {
    String message = String.valueOf(error.getMessage());
    List<String> lines = message.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    return lines.stream()
        .filter(line -> line.startsWith(RUNTIME))
        .map(line -> line.substring(RUNTIME.length()))
        .findFirst()
        .orElse(lines.isEmpty() ? "no reason given" : lines.get(0));
  }
}
