package io.alidade.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.AlidadeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Tensors in a file: eight bytes with the length of a JSON header, the header, the values in little
 * endian. Files are mapped, checked whole before a value is touched, and replaced at once or not at
 * all. What is written here carries a checksum a tensor and one of the header among its metadata;
 * what others wrote is read without.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">the format</a>
 */
public final class Safetensors {
  /** Of a tensor's values, with its name behind. */
  private static final String CHECKSUM = "crc32c:";

  /** Of all the rest of the header. */
  private static final String HEADER = "crc32c";

  private Safetensors() {}

  /**
   * Writes to a file beside the target, brings it to the disk, and renames it.
   *
   * @param metadata strings that travel along
   */
  public static void write(Path file, Map<String, NDArray> tensors, Map<String, String> metadata) {
    // Widest types first: every tensor then starts at a multiple of its element's size.
    List<Map.Entry<String, NDArray>> order =
        tensors.entrySet().stream()
            .sorted(
                Comparator.comparingInt(
                    entry -> -SafetensorsType.of(entry.getKey(), entry.getValue()).bytes()))
            .toList();
    Map<String, TensorEntry> header = new LinkedHashMap<>();
    Map<String, String> strings = new LinkedHashMap<>(metadata);
    long end = 0;
    for (Map.Entry<String, NDArray> entry : order) {
      SafetensorsType type = SafetensorsType.of(entry.getKey(), entry.getValue());
      long[] shape = entry.getValue().getShape().getShape();
      long begin = end;
      end += type.bytes() * entry.getValue().size();
      header.put(entry.getKey(), new TensorEntry(type, shape, begin, end));
      strings.put(CHECKSUM + entry.getKey(), checksum(entry.getValue().toByteBuffer()));
    }
    strings.put(HEADER, checksum(SafetensorsHeader.write(header, strings)));
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try {
      try (FileChannel channel =
          FileChannel.open(
              partial,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        writeFully(channel, SafetensorsHeader.write(header, strings));
        for (Map.Entry<String, NDArray> entry : order) {
          writeFully(channel, entry.getValue().toByteBuffer());
        }
        channel.force(true);
      }
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          file + ": cannot be written (" + e.getMessage() + "); expected a folder with room",
          e);
    } finally {
      remove(partial);
    }
  }

  /** Takes away what a failed write left; after a whole one there is nothing. */
  private static void remove(Path partial) {
    try {
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      // The next write starts the file anew.
    }
  }

  /** Every tensor of the file, in its order, on {@code manager}. */
  public static Map<String, NDArray> read(Path file, NDManager manager) {
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      SafetensorsHeader header = header(file, channel);
      for (Map.Entry<String, TensorEntry> entry : header.tensors().entrySet()) {
        TensorEntry tensor = entry.getValue();
        ByteBuffer bytes =
            channel.map(
                FileChannel.MapMode.READ_ONLY,
                header.start() + tensor.begin(),
                tensor.end() - tensor.begin());
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        verify(file, entry.getKey(), bytes, header.metadata().get(CHECKSUM + entry.getKey()));
        // Over a read-only mapping an operation in place would end the JVM: values are copied.
        try (NDArray mapped =
            manager.create(bytes, new Shape(tensor.shape()), tensor.type().engine())) {
          tensors.put(entry.getKey(), mapped.duplicate());
        }
      }
      return tensors;
    } catch (IOException e) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          file + ": cannot be read (" + e.getMessage() + "); expected a safetensors file",
          e);
    }
  }

  /** Its checksum, where there is one, is that of the header as it was before it held it. */
  private static SafetensorsHeader header(Path file, FileChannel channel) throws IOException {
    SafetensorsHeader header = SafetensorsHeader.read(file.toString(), channel);
    Map<String, String> strings = new LinkedHashMap<>(header.metadata());
    String expected = strings.remove(HEADER);
    String found = checksum(SafetensorsHeader.write(header.tensors(), strings));
    if (expected != null && !expected.equals(found)) {
      throw data(
          "%s: the header is damaged (checksum %s); expected %s".formatted(file, found, expected));
    }
    return header;
  }

  private static String checksum(ByteBuffer bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes.duplicate());
    return "%08x".formatted(sum.getValue());
  }

  private static void verify(Path file, String name, ByteBuffer bytes, @Nullable String expected) {
    if (expected != null && !expected.equals(checksum(bytes))) {
      throw data(
          "%s: tensor %s is damaged (checksum %s); expected %s"
              .formatted(file, name, checksum(bytes), expected));
    }
  }

  /** The strings that travel along. */
  public static Map<String, String> metadata(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Map<String, String> strings = new LinkedHashMap<>(header(file, channel).metadata());
      strings.keySet().removeIf(key -> key.startsWith(CHECKSUM) || key.equals(HEADER));
      return strings;
    } catch (IOException e) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          file + ": cannot be read (" + e.getMessage() + "); expected a safetensors file",
          e);
    }
  }

  /** Writes the file's values into {@code state}, in place; names, shapes and types must agree. */
  public static void restore(Path file, Map<String, NDArray> state) {
    try (NDManager manager = Engine.openOnCpu()) {
      Map<String, NDArray> stored = checked(file, state, manager);
      // The engine's own set() may share the memory that it is given instead of copying it.
      stored.forEach((name, values) -> Ops.copy(values, state.getOrDefault(name, values)));
    }
  }

  /** Whether {@link #restore} would take the file; says what is wrong, and changes nothing. */
  public static void check(Path file, Map<String, NDArray> state) {
    try (NDManager manager = Engine.openOnCpu()) {
      checked(file, state, manager);
    }
  }

  private static Map<String, NDArray> checked(
      Path file, Map<String, NDArray> state, NDManager manager) {
    Map<String, NDArray> stored = read(file, manager);
    stored.forEach((name, values) -> checkPlace(file, name, values, state.get(name)));
    for (String name : state.keySet()) {
      if (!stored.containsKey(name)) {
        throw data(file + ": tensor " + name + " is missing; expected all of the model's");
      }
    }
    return stored;
  }

  private static void checkPlace(Path file, String name, NDArray values, @Nullable NDArray target) {
    if (target == null) {
      throw data(file + ": tensor " + name + " has no place in the model; expected only its own");
    }
    if (!target.getShape().equals(values.getShape())
        || target.getDataType() != values.getDataType()) {
      throw data(
          "%s: tensor %s is %s %s; expected %s %s"
              .formatted(
                  file,
                  name,
                  values.getDataType(),
                  values.getShape(),
                  target.getDataType(),
                  target.getShape()));
    }
    if (values.getDataType().isFloating() && !Ops.isFinite(values)) {
      throw data(
          file + ": tensor " + name + " holds NaN or an infinity; expected finite numbers alone");
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  static AlidadeException data(String message) {
    return new AlidadeException(AlidadeException.Kind.DATA, message);
  }

  static ByteBuffer headerBytes(String json) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    int padded = (text.length + 7) / 8 * 8; // values start at a multiple of 8
    ByteBuffer bytes = ByteBuffer.allocate(8 + padded).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(padded).put(text);
    while (bytes.hasRemaining()) {
      bytes.put((byte) ' ');
    }
    return bytes.flip();
  }
}
