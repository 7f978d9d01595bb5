package io.alidade.benchmarks.operators;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Times the operators whose name a pattern finds, and prints one JSON line each. */
final class Main {
  private Main() {}

  /** Arguments: {@code full} or {@code quick}, and a regular expression or none. */
  public static void main(String[] args) throws RunnerException {
    boolean quick = args[0].equals("quick");
    String pattern = args.length > 1 ? args[1] : ".*";
    OptionsBuilder options = new OptionsBuilder();
    options
        .include(pattern)
        .forks(1)
        .warmupIterations(quick ? 1 : 3)
        .warmupTime(TimeValue.milliseconds(quick ? 1 : 1000))
        .measurementIterations(quick ? 1 : 5)
        .measurementTime(TimeValue.milliseconds(quick ? 1 : 1000))
        .jvmArgsAppend("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn")
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
    System.err.println("benchmarks: timing operators, each some ten seconds, in silence");
    try {
      Collection<RunResult> results = new Runner(options.build()).run();
      for (RunResult result : results) {
        System.out.println(new Gson().toJson(line(result)));
      }
    } catch (NoBenchmarksException | PatternSyntaxException none) {
      System.err.printf(
          "benchmarks: no operator is called %s; expected one of %s%n", pattern, names());
      System.exit(2);
    }
  }

  private static JsonObject line(RunResult result) {
    Statistics times = result.getPrimaryResult().getStatistics();
    JsonObject line = new JsonObject();
    line.addProperty("operator", name(result.getParams().getBenchmark()));
    line.addProperty("time", digits(times.getPercentile(50)));
    line.addProperty("unit", result.getPrimaryResult().getScoreUnit().replace("/op", ""));
    line.addProperty("time_min", digits(times.getMin()));
    line.addProperty("time_max", digits(times.getMax()));
    return line;
  }

  private static List<String> names() {
    return BenchmarkList.defaultList()
        .getAll(OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT), List.of())
        .stream()
        .map(entry -> name(entry.getUsername()))
        .toList();
  }

  /** Class and method. */
  private static String name(String benchmark) {
    return benchmark.replaceFirst(".*\\.(?=[^.]+\\.[^.]+$)", "");
  }

  private static double digits(double value) {
    return Double.parseDouble("%.4g".formatted(value));
  }
}
