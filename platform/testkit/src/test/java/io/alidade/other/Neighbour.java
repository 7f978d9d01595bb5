package io.alidade.other;

/** A class of another plugin. */
public final class Neighbour {
  private Neighbour() {}

  public static int answer() {
    return 42;
  }
}
