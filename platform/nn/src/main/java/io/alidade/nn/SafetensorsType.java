package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import io.alidade.api.AlidadeException;
import java.util.Arrays;
import java.util.Optional;

/** The types that the engine can take: any other one would end the JVM in native code. */
enum SafetensorsType {
  F64(DataType.FLOAT64),
  I64(DataType.INT64),
  F32(DataType.FLOAT32),
  I32(DataType.INT32),
  F16(DataType.FLOAT16),
  U8(DataType.UINT8),
  I8(DataType.INT8),
  BOOL(DataType.BOOLEAN);

  private final DataType engine;

  SafetensorsType(DataType engine) {
    this.engine = engine;
  }

  DataType engine() {
    return engine;
  }

  int bytes() {
    return engine.getNumOfBytes();
  }

  static Optional<SafetensorsType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }

  static SafetensorsType of(String tensor, NDArray array) {
    return Arrays.stream(values())
        .filter(type -> type.engine == array.getDataType())
        .findFirst()
        .orElseThrow(
            () ->
                new AlidadeException(
                    AlidadeException.Kind.INTERNAL,
                    "tensor %s is %s; expected one of %s"
                        .formatted(tensor, array.getDataType(), Arrays.toString(values()))));
  }
}
