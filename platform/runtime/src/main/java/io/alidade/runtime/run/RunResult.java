package io.alidade.runtime.run;

/**
 * How one run of a suite came out.
 *
 * @param skipped whether it was finished before
 * @param exitCode 0 when it finished
 */
public record RunResult(String run, String method, long seed, boolean skipped, int exitCode) {}
