package io.alidade.runtime.run;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;

/**
 * Ctrl-C and SIGTERM as requests: the first asks runs to stop at the next step with everything
 * recorded, the second ends the process at once. Without this the JVM would begin to shut down
 * while the last metrics are still on their way.
 */
public final class StopSignal {
  /** The signals that ask, with the exit code each asks for. */
  private static final Map<String, Integer> SIGNALS = Map.of("INT", 130, "TERM", 143);

  private static volatile String received = "";
  private static volatile Runnable onFirst = () -> {};
  private static volatile Runnable onSecond = () -> {};

  private StopSignal() {}

  /** Listens from now on; {@code first} and {@code second} run on a thread of the signal's own. */
  public static void listen(Runnable first, Runnable second) {
    onFirst = first;
    onSecond = second;
    SIGNALS.keySet().forEach(StopSignal::handle);
  }

  /** {@code INT}, {@code TERM}, or nothing while no signal came. */
  public static String received() {
    return received;
  }

  /** How the user would name the signal that came. */
  public static String cause() {
    return received().equals("INT") ? "Ctrl-C" : "SIG" + received();
  }

  /** 130 for Ctrl-C, 143 for SIGTERM. */
  public static int exitCode() {
    return SIGNALS.getOrDefault(received(), 1);
  }

  private static synchronized void receive(String name) {
    if (received.isEmpty()) {
      received = name;
      onFirst.run();
    } else {
      onSecond.run();
      Runtime.getRuntime().halt(exitCode());
    }
  }

  // sun.misc.Signal is supported (module jdk.unsupported) but javac warns of it without a way to
  // silence the warning, hence reflection. Where it is missing, the JVM's own handling stays.
  private static void handle(String name) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  receive(name);
                }
                return switch (method.getName()) {
                  case "hashCode" -> System.identityHashCode(self);
                  case "equals" -> self == arguments[0];
                  case "toString" -> "stop on " + name;
                  default -> null;
                };
              });
      Method register = signal.getMethod("handle", signal, handler);
      register.invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      System.getLogger(StopSignal.class.getName())
          .log(System.Logger.Level.DEBUG, "signal " + name + " keeps its default", e);
    }
  }
}
