package io.alidade.runtime.run;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Ctrl-C and its kin as requests: the first asks runs to stop at the next step with everything
 * recorded, the second ends the run's process, the third this one. Without this the JVM would begin
 * to shut down while the last metrics are still on their way.
 */
public enum StopSignal {
  INT("Ctrl-C", 130),
  TERM("SIGTERM", 143),
  /** The terminal was closed; where it is ignored, as under nohup, it stays so. */
  HUP("SIGHUP", 129);

  private final String words;
  private final int exitCode;

  StopSignal(String words, int exitCode) {
    this.words = words;
    this.exitCode = exitCode;
  }

  /** How a user would name it. */
  public String words() {
    return words;
  }

  /** 128 and the signal's number, as shells have it. */
  public int exitCode() {
    return exitCode;
  }

  /**
   * Listens from now on.
   *
   * @param first is asked to stop
   * @param second is asked to hurry; false when nothing could be hurried, and the process ends
   */
  public static void listen(Consumer<StopSignal> first, Predicate<StopSignal> second) {
    Listener listener = new Listener(first, second);
    for (StopSignal signal : values()) {
      handle(signal, listener);
    }
  }

  /** Counts what comes, whichever signal it is. */
  static final class Listener {
    private final Consumer<StopSignal> first;
    private final Predicate<StopSignal> second;
    private int count;

    Listener(Consumer<StopSignal> first, Predicate<StopSignal> second) {
      this.first = first;
      this.second = second;
    }

    /** False when the process should end now. */
    synchronized boolean receive(StopSignal signal) {
      count++;
      if (count == 1) {
        first.accept(signal);
        return true;
      }
      return count == 2 && second.test(signal);
    }
  }

  // sun.misc.Signal is supported (module jdk.unsupported) but javac warns of it without a way to
  // silence the warning, hence reflection. Where it is missing, the JVM's own handling stays.
  private static void handle(StopSignal stop, Listener listener) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                if (method.getName().equals("handle") && !listener.receive(stop)) {
                  Runtime.getRuntime().halt(stop.exitCode());
                }
                return switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(self);
                  case "equals" -> self == arguments[0];
                  case "toString" -> "stop on " + stop;
                  default -> null;
                };
              });
      Method register = signal.getMethod("handle", signal, handler);
      register.invoke(null, signal.getConstructor(String.class).newInstance(stop.name()), proxy);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      System.getLogger(StopSignal.class.getName())
          .log(System.Logger.Level.DEBUG, "signal " + stop + " keeps its default", e);
    }
  }
}
