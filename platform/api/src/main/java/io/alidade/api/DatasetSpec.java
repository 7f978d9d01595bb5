package io.alidade.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a {@link DatasetFormat} can open: one annotation a data set. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(DatasetSpec.List.class)
public @interface DatasetSpec {
  /**
   * {@code format/name}, as in {@code iconic/emoji}; or {@code format:*} for whatever lies at a
   * path on the user's disk, which is then called {@code format:path}.
   */
  String id();

  /** One sentence, no full stop. */
  String summary();

  /** {@code image-text}, {@code classification}, ... */
  String task();

  String licence();

  /** Holds repeated annotations. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface List {
    DatasetSpec[] value();
  }
}
