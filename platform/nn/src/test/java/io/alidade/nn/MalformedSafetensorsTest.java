package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import io.alidade.api.AlidadeException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the format forbids is refused before a value is touched, by name of file and tensor. */
class MalformedSafetensorsTest {
  private static final String A = "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";
  @TempDir Path folder;

  @BeforeAll
  static void configure() {
    Engine.configure(1);
  }

  static Stream<Arguments> headers() {
    return Stream.of(
        // Header, bytes of values, what is said.
        Arguments.of("", 0, "a header of 0 bytes; expected 2 to 2 in a file of 8"),
        Arguments.of("{", 8, "a header of 1 bytes; expected 2 to 9 in a file of 17"),
        Arguments.of("{\"a\"", 0, "the header is malformed ("),
        Arguments.of("{'a':1}", 0, "the header is malformed ("),
        Arguments.of("[]", 0, "the header is malformed ("),
        Arguments.of("7 ", 0, "the header is malformed ("),
        Arguments.of("{} {}", 0, "the header is malformed ("),
        Arguments.of("{\"a\":[]}", 0, "the header is malformed ("),
        Arguments.of("{\"a\":null}", 0, "the header is malformed ("),
        Arguments.of("{\"__metadata__\":{\"a\":{}}}", 0, "the header is malformed ("),
        Arguments.of("{\"__metadata__\":[]}", 0, "the header is malformed ("),
        Arguments.of(
            "{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", 0, "metadata a stands there twice"),
        Arguments.of("{" + A + "," + A + "}", 8, "tensor a stands there twice; expected once"),
        Arguments.of(
            tensor("\"F32\",\"dtype\":\"F32\"", "[2]", "[0,8]"),
            8,
            "tensor a has two dtype; expected one"),
        Arguments.of("{\"a\":{}}", 0, "tensor a is incomplete; expected dtype, shape and"),
        Arguments.of(
            "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8, "tensor a is incomplete; expected"),
        Arguments.of(
            "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}", 8, "tensor a is incomplete"),
        Arguments.of("{\"a\":{\"shape\":[2],\"data_offsets\":[0,8]}}", 8, "tensor a is incomplete"),
        Arguments.of(tensor("\"F32\"", "[2]", "[0,8,8]"), 8, "tensor a is incomplete"),
        Arguments.of(
            tensor("\"BF16\"", "[2]", "[0,4]"),
            4,
            "tensor a is of type BF16; expected one of [F64"),
        Arguments.of(tensor("\"C64\"", "[1]", "[0,8]"), 8, "tensor a is of type C64; expected"),
        Arguments.of(tensor("\"f32\"", "[2]", "[0,8]"), 8, "tensor a is of type f32; expected"),
        Arguments.of(tensor("\"F32\"", "[1.5]", "[0,6]"), 6, "the header is malformed ("),
        Arguments.of(tensor("\"F32\"", "[\"x\"]", "[0,8]"), 8, "the header is malformed ("),
        Arguments.of(tensor("\"F32\"", "2", "[0,8]"), 8, "the header is malformed ("),
        Arguments.of(
            tensor("\"F32\"", "[1]", "[0,8]"),
            8,
            "tensor a lies at bytes 0 to 8; expected 4 bytes for F32 [1]"),
        Arguments.of(
            tensor("\"F32\"", "[3]", "[0,8]"),
            8,
            "tensor a lies at bytes 0 to 8; expected 12 bytes for F32 [3]"),
        Arguments.of(
            tensor("\"F32\"", "[2]", "[8,0]"), 8, "tensor a lies at bytes 8 to 0; expected"),
        Arguments.of(tensor("\"F32\"", "[2]", "[-8,0]"), 8, "tensor a lies at bytes -8 to 0"),
        Arguments.of(tensor("\"F32\"", "[-2]", "[0,8]"), 8, "tensor a lies at bytes 0 to 8"),
        Arguments.of(tensor("\"F32\"", "[-1,-2]", "[0,8]"), 8, "tensor a lies at bytes 0 to 8"),
        Arguments.of(
            tensor("\"F32\"", "[4294967296,4294967296]", "[0,0]"),
            0,
            "tensor a lies at bytes 0 to 0"),
        Arguments.of(
            tensor("\"F32\"", "[2]", "[0,8]"),
            7,
            "tensor a ends at byte 8; expected at most 7, where the file ends"),
        Arguments.of(
            tensor("\"F32\"", "[2]", "[0,8]"), 9, "1 bytes behind the last tensor; expected none"),
        Arguments.of("{}", 3, "3 bytes behind the last tensor; expected none"),
        Arguments.of(
            tensor("\"F32\"", "[2]", "[4,12]"),
            12,
            "tensor a begins at byte 4; expected 0, where the one before ends"),
        Arguments.of(two("[6,14]"), 14, "tensor b begins at byte 6; expected 8, where"),
        Arguments.of(two("[9,17]"), 17, "tensor b begins at byte 9; expected 8, where"),
        Arguments.of(two("[0,8]"), 8, "begins at byte 0; expected 8, where"));
  }

  private static String tensor(String type, String shape, String range) {
    return "{\"a\":{\"dtype\":%s,\"shape\":%s,\"data_offsets\":%s}}".formatted(type, shape, range);
  }

  private static String two(String range) {
    return "{" + A + ",\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":" + range + "}}";
  }

  @ParameterizedTest
  @MethodSource("headers")
  void saysWhatIsWrongWithAHeader(String header, int values, String said) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    refuses(bytes(text.length, text, values), said);
  }

  @Test
  void acceptsWhatIsRightInTheSameForm() throws IOException {
    byte[] text = two("[8,16]").getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve("right.safetensors");
    Files.write(file, bytes(text.length, text, 16));
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      assertThat(Safetensors.read(file, manager)).containsOnlyKeys("a", "b");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1000, Integer.MAX_VALUE - 8L, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -1})
  void refusesAHeaderLongerThanTheFile(long length) throws IOException {
    refuses(
        bytes(length, "{}".getBytes(StandardCharsets.UTF_8), 0),
        "a header of " + Long.toUnsignedString(length) + " bytes; expected 2 to 2 in a file of 10");
  }

  @Test
  void refusesAHeaderBeyondTheFormatsLimit() throws IOException {
    Path file = folder.resolve("long.safetensors");
    Files.write(file, bytes(100_000_001, "{}".getBytes(StandardCharsets.UTF_8), 0));
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(100_000_100);
    }
    refuses(file, "a header of 100000001 bytes; expected 2 to 100000000 in a file of 100000100");
  }

  @Test
  void refusesAFileWithoutALength() throws IOException {
    refuses(new byte[0], "0 bytes; expected a header's length in the first 8");
    refuses(new byte[7], "7 bytes; expected a header's length in the first 8");
  }

  @Test
  void refusesAHeaderThatIsNoText() throws IOException {
    refuses(
        bytes(3, new byte[] {'{', (byte) 0xff, '}'}, 0),
        "the header is no UTF-8 text; expected JSON");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    refuses(folder.resolve("none.safetensors"), "expected a safetensors file");
  }

  private static byte[] bytes(long length, byte[] text, int values) {
    return ByteBuffer.allocate(8 + text.length + values)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(text)
        .array();
  }

  private void refuses(byte[] content, String said) throws IOException {
    Path file = folder.resolve("odd.safetensors");
    Files.write(file, content);
    refuses(file, said);
  }

  private static void refuses(Path file, String said) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      assertThatThrownBy(() -> Safetensors.read(file, manager))
          .isInstanceOfSatisfying(
              AlidadeException.class,
              e -> assertThat(e.kind()).isEqualTo(AlidadeException.Kind.DATA))
          .hasMessageStartingWith(file + ": ")
          .hasMessageContaining(said)
          .hasMessageContaining("expected");
      assertThat(manager.getManagedArrays()).isEmpty();
    }
    assertThatThrownBy(() -> Safetensors.metadata(file)).isInstanceOf(AlidadeException.class);
  }
}
