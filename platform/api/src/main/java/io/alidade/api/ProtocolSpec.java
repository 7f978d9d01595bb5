package io.alidade.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the world is told of a protocol. Id, version and resolved settings make its hash. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ProtocolSpec {
  /** Kebab-case, as in {@code zero-shot-classification}. */
  String id();

  /** One sentence, no full stop. */
  String summary();

  /** Raised when the same settings would give other numbers. */
  int version() default 1;

  /** The record that an entry's settings are bound to. */
  Class<? extends Record> settings();
}
