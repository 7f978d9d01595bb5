package io.alidade.benchmarks;

/**
 * A benchmark: ours and a peer's, in turn.
 *
 * @param name as the command line takes it
 * @param what it measures, in a sentence
 * @param higher whether more of the unit is better; the ratio is always above 1 where we are ahead
 * @param target the ratio to reach
 * @param rounds how often both run
 */
record Job(
    String name,
    String what,
    String unit,
    boolean higher,
    double target,
    int rounds,
    Subject ours,
    Subject peer) {

  /** How far ours is ahead. */
  double ratio(double ourValue, double peerValue) {
    return higher ? ourValue / peerValue : peerValue / ourValue;
  }
}
