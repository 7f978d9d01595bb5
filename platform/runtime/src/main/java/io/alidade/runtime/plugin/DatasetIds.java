package io.alidade.runtime.plugin;

/**
 * How data sets are named: {@code FORMAT/NAME} is one that a plugin brings, {@code FORMAT:PATH} one
 * that lies on the user's disk. A format declares the second kind once for all paths, as {@code
 * FORMAT:*}.
 */
public final class DatasetIds {
  private static final String WORD = "[a-z0-9]+(-[a-z0-9]+)*";
  private static final String ANY = ":*";

  private DatasetIds() {}

  /** Whether a format may declare it. */
  static boolean isDeclarable(String id) {
    return id.matches(WORD + "(/" + WORD + "|:[*])");
  }

  /** The declared id that answers for this one: itself, or {@code FORMAT:*} where it is a path. */
  public static String declared(String id) {
    return isOnDisk(id) ? format(id) + ANY : id;
  }

  private static boolean isOnDisk(String id) {
    int colon = id.indexOf(':');
    return colon >= 0 && colon + 1 < id.length() && format(id).length() == colon;
  }

  /** What stands before the first {@code /} or {@code :}. */
  public static String format(String id) {
    return id.split("[/:]", 2)[0];
  }

  /** A declared id as a user would write it. */
  public static String shown(String declared) {
    return declared.endsWith(ANY) ? format(declared) + ":PATH" : declared;
  }
}
