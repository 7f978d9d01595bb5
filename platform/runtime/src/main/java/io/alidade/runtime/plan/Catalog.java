package io.alidade.runtime.plan;

import java.util.List;
import java.util.Set;

/** The methods, data sets and protocols that an experiment can name. */
public interface Catalog {
  Set<String> methods();

  Set<String> datasets();

  Set<String> protocols();

  /** Raised when the same configuration would give other numbers. */
  int methodVersion(String method);

  /** What the method's configuration block is bound to. */
  Class<? extends Record> methodSettings(String method);

  /** Text of the method's {@code reference.conf}; may be empty. */
  String methodReference(String method);

  /** Names of what the method builds on. */
  List<String> methodFoundations(String method);

  int protocolVersion(String protocol);

  /** What an entry of {@code evaluate} is bound to. */
  Class<? extends Record> protocolSettings(String protocol);

  /** Text of a {@code reference.conf} with a block of the protocol's id; may be empty. */
  String protocolReference(String protocol);
}
