package io.alidade.contracts;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs a contract as JUnit would. */
final class Contracts {
  private Contracts() {}

  /**
   * What came of a contract.
   *
   * @param failed messages by name of the test
   * @param skipped reasons by name of the test
   */
  record Outcome(int run, Map<String, String> failed, Map<String, String> skipped) {}

  /** All checks of it. */
  static Outcome run(Class<?> test) {
    return run(selectClass(test));
  }

  /** One of them. */
  static Outcome run(Class<?> test, String check) {
    return run(selectMethod(test, check));
  }

  private static Outcome run(DiscoverySelector selector) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selector).build();
    Map<String, String> failed = new TreeMap<>();
    Map<String, String> skipped = new TreeMap<>();
    int[] run = new int[1];
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                String name = test.getDisplayName().replace("()", "");
                String message =
                    result
                        .getThrowable()
                        .map(Throwable::getMessage)
                        .map(String::valueOf)
                        .orElse("");
                run[0] += test.isTest() ? 1 : 0;
                switch (result.getStatus()) {
                  case FAILED -> failed.put(name, message);
                  case ABORTED -> skipped.put(name, message);
                  default -> {}
                }
              }
            });
    return new Outcome(run[0], failed, skipped);
  }
}
