package io.alidade.registry;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** How a registry is, for who looks after it. */
final class Condition {
  /** The first tell what is wrong; a torn file has thousands. */
  private static final int MOST = 10;

  private Condition() {}

  static List<String> damage(Handle handle) {
    return handle
        .createQuery("pragma integrity_check(" + MOST + ")")
        .mapTo(String.class)
        .filter(line -> !line.equals("ok"))
        .list();
  }

  static String described(Handle handle) {
    List<String> states =
        handle
            .createQuery("select count(*) || ' ' || state from run group by state order by state")
            .mapTo(String.class)
            .list();
    return "tables of version "
        + Schema.VERSION
        + (states.isEmpty() ? ", no runs" : ", runs: " + String.join(", ", states));
  }
}
