package io.alidade.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the world is told of a method. This metadata is the only list of methods there is. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface MethodSpec {
  /** {@code family.name}, both kebab-case: plugin, package, configuration block and table row. */
  String id();

  Leaf leaf();

  /** One sentence, no full stop. */
  String summary();

  /** Authors, title, and where to read it. */
  String paper();

  int year();

  /** Raised by its author when the same configuration would give other numbers. */
  int version() default 1;

  /** What the method must find in its training data; empty for a method that trains on nothing. */
  Field[] needs();

  /** Names of what the method builds on, {@code start} or {@code teacher}; empty for none. */
  String[] foundations() default {};

  /** The record that the configuration block named {@link #id()} is bound to. */
  Class<? extends Record> settings();
}
