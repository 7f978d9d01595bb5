package io.alidade.api;

/**
 * The version of this API. A plugin declares the version it was built against as {@code
 * Plugin-Requires} in its manifest; the host refuses one that does not fit.
 */
public final class ApiVersion {
  /** Major and minor decide: a plugin fits when both equal the host's. */
  public static final String CURRENT = "0.1.0";

  private ApiVersion() {}
}
