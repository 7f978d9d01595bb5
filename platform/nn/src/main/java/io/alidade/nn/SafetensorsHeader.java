package io.alidade.nn;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The header of a safetensors file: what lies where. Reading refuses whatever the format forbids: a
 * header that does not fit, a tensor named twice, ranges that overlap, leave holes, or do not fit
 * their shape.
 *
 * @param start of the values in the file
 */
record SafetensorsHeader(
    Map<String, TensorEntry> tensors, Map<String, String> metadata, long start) {
  private static final String METADATA = "__metadata__";

  /** What the format allows a header to be at most. */
  private static final long LARGEST = 100_000_000;

  static ByteBuffer write(Map<String, TensorEntry> tensors, Map<String, String> metadata) {
    Map<String, Object> json = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      json.put(METADATA, metadata);
    }
    tensors.forEach(
        (name, tensor) -> {
          Map<String, Object> entry = new LinkedHashMap<>();
          entry.put("dtype", tensor.type().name());
          entry.put("shape", tensor.shape());
          entry.put("data_offsets", new long[] {tensor.begin(), tensor.end()});
          json.put(name, entry);
        });
    return Safetensors.headerBytes(new Gson().toJson(json));
  }

  static SafetensorsHeader read(String file, FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < 8) {
      throw Safetensors.data(
          "%s: %d bytes; expected a header's length in the first 8".formatted(file, size));
    }
    long length = fully(channel, 0, 8).getLong();
    if (length < 2 || length > LARGEST || length > size - 8) {
      throw Safetensors.data(
          "%s: a header of %s bytes; expected 2 to %d in a file of %d"
              .formatted(
                  file,
                  Long.toUnsignedString(length),
                  Math.max(2, Math.min(LARGEST, size - 8)),
                  size));
    }
    CharBuffer text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(fully(channel, 8, (int) length));
    } catch (CharacterCodingException e) {
      throw Safetensors.data(file + ": the header is no UTF-8 text; expected JSON");
    }
    Map<String, TensorEntry> tensors = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    try (JsonReader json = new JsonReader(new StringReader(text.toString()))) {
      json.setStrictness(Strictness.STRICT);
      parse(file, json, tensors, metadata);
    } catch (MalformedJsonException
        | EOFException
        | IllegalStateException
        | NumberFormatException
        | JsonParseException e) {
      throw Safetensors.data(
          file + ": the header is malformed (" + e.getMessage() + "); expected JSON");
    }
    checkRanges(file, tensors, size - 8 - length);
    return new SafetensorsHeader(tensors, metadata, 8 + length);
  }

  private static ByteBuffer fully(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {}
    return bytes.flip();
  }

  private static void parse(
      String file, JsonReader json, Map<String, TensorEntry> tensors, Map<String, String> metadata)
      throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (name.equals(METADATA)) {
        json.beginObject();
        while (json.hasNext()) {
          String key = json.nextName();
          if (metadata.put(key, json.nextString()) != null) {
            throw Safetensors.data(
                file + ": metadata " + key + " stands there twice; expected once");
          }
        }
        json.endObject();
      } else if (tensors.put(name, tensor(file, name, json)) != null) {
        throw Safetensors.data(file + ": tensor " + name + " stands there twice; expected once");
      }
    }
    json.endObject();
    if (json.peek() != JsonToken.END_DOCUMENT) {
      throw new MalformedJsonException("text behind the object");
    }
  }

  private static TensorEntry tensor(String file, String name, JsonReader json) throws IOException {
    String type = null;
    List<Long> shape = null;
    List<Long> range = null;
    Set<String> keys = new HashSet<>();
    json.beginObject();
    while (json.hasNext()) {
      String key = json.nextName();
      if (!keys.add(key)) {
        throw Safetensors.data("%s: tensor %s has two %s; expected one".formatted(file, name, key));
      }
      switch (key) {
        case "dtype" -> type = json.nextString();
        case "shape" -> shape = numbers(json);
        case "data_offsets" -> range = numbers(json);
        default -> json.skipValue();
      }
    }
    json.endObject();
    if (type == null || shape == null || range == null || range.size() != 2) {
      throw Safetensors.data(
          file + ": tensor " + name + " is incomplete; expected dtype, shape and two data_offsets");
    }
    String said = type;
    SafetensorsType known =
        SafetensorsType.named(type)
            .orElseThrow(
                () ->
                    Safetensors.data(
                        "%s: tensor %s is of type %s; expected one of %s"
                            .formatted(
                                file, name, said, Arrays.toString(SafetensorsType.values()))));
    long[] sides = shape.stream().mapToLong(Long::longValue).toArray();
    long begin = range.get(0);
    long end = range.get(1);
    long bytes = bytes(known, sides);
    if (begin < 0 || bytes < 0 || end - begin != bytes) {
      throw Safetensors.data(
          "%s: tensor %s lies at bytes %d to %d; expected %d bytes for %s %s"
              .formatted(file, name, begin, end, bytes, known, shape));
    }
    return new TensorEntry(known, sides, begin, end);
  }

  /** -1 where the shape is none. */
  private static long bytes(SafetensorsType type, long[] shape) {
    try {
      long bytes = type.bytes();
      for (long side : shape) {
        if (side < 0) {
          return -1;
        }
        bytes = Math.multiplyExact(bytes, side);
      }
      return bytes;
    } catch (ArithmeticException e) {
      return -1;
    }
  }

  private static List<Long> numbers(JsonReader json) throws IOException {
    List<Long> numbers = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      numbers.add(json.nextLong());
    }
    json.endArray();
    return numbers;
  }

  private static void checkRanges(String file, Map<String, TensorEntry> tensors, long available) {
    long expected = 0;
    List<Map.Entry<String, TensorEntry>> order =
        tensors.entrySet().stream()
            .sorted(
                Comparator.comparingLong(
                        (Map.Entry<String, TensorEntry> entry) -> entry.getValue().begin())
                    .thenComparingLong(entry -> entry.getValue().end()))
            .toList();
    for (Map.Entry<String, TensorEntry> entry : order) {
      TensorEntry tensor = entry.getValue();
      if (tensor.begin() != expected) {
        throw Safetensors.data(
            "%s: tensor %s begins at byte %d; expected %d, where the one before ends"
                .formatted(file, entry.getKey(), tensor.begin(), expected));
      }
      if (tensor.end() > available) {
        throw Safetensors.data(
            "%s: tensor %s ends at byte %d; expected at most %d, where the file ends"
                .formatted(file, entry.getKey(), tensor.end(), available));
      }
      expected = tensor.end();
    }
    if (expected != available) {
      throw Safetensors.data(
          "%s: %d bytes behind the last tensor; expected none"
              .formatted(file, available - expected));
    }
  }
}
