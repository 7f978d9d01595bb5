package io.alidade.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The values that a number in a settings record may take; checked before anything starts. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
  /** Lowest value, itself allowed. */
  double min() default Double.NEGATIVE_INFINITY;

  /** Highest value, itself allowed. */
  double max() default Double.POSITIVE_INFINITY;

  /** A limit that the value must exceed. */
  double above() default Double.NEGATIVE_INFINITY;
}
