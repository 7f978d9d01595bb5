package io.alidade.runtime.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** Generic types of record components. */
final class Types {
  private Types() {}

  static Class<?> raw(Type type) {
    return type instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : (Class<?>) type;
  }

  static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }
}
