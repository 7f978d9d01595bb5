package io.alidade.testkit;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A second reader of safetensors, independent of the one that it helps to test. */
public final class TensorFile {
  private TensorFile() {}

  public static Map<String, Tensor> read(Path file) {
    ByteBuffer bytes;
    try {
      bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int length = (int) bytes.getLong();
    String header = new String(bytes.array(), 8, length, StandardCharsets.UTF_8);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> entry :
        JsonParser.parseString(header).getAsJsonObject().entrySet()) {
      if (!entry.getKey().equals("__metadata__")) {
        tensors.put(entry.getKey(), tensor(entry.getValue().getAsJsonObject(), bytes, 8 + length));
      }
    }
    return tensors;
  }

  private static Tensor tensor(JsonObject entry, ByteBuffer bytes, int start) {
    String type = entry.get("dtype").getAsString();
    JsonArray sides = entry.getAsJsonArray("shape");
    long[] shape = new long[sides.size()];
    int size = 1;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = sides.get(i).getAsLong();
      size *= (int) shape[i];
    }
    int begin = start + entry.getAsJsonArray("data_offsets").get(0).getAsInt();
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] =
          switch (type) {
            case "F64" -> bytes.getDouble(begin + 8 * i);
            case "F32" -> bytes.getFloat(begin + 4 * i);
            case "F16" -> half(bytes.getShort(begin + 2 * i));
            case "I64" -> bytes.getLong(begin + 8 * i);
            case "I32" -> bytes.getInt(begin + 4 * i);
            case "U8", "BOOL" -> bytes.get(begin + i) & 0xff;
            default -> throw new IllegalArgumentException("type " + type);
          };
    }
    return new Tensor(type, shape, values);
  }

  /** IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
  static double half(short bits) {
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    double magnitude;
    if (exponent == 0x1f) {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      magnitude = Math.scalb((double) fraction, -24);
    } else {
      magnitude = Math.scalb(1024.0 + fraction, exponent - 25);
    }
    return bits < 0 ? -magnitude : magnitude;
  }
}
