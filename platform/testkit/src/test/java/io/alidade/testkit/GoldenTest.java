package io.alidade.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class GoldenTest {
  @Test
  void readsACaseOfTheModulesOwnResources() {
    GoldenCase counted = Golden.read("shapes/counted");
    assertThat(counted.number("params", "sides", "1")).isEqualTo(3);
    assertThat(counted.number("params", "limit")).isInfinite();
    Tensor tensor = counted.tensor("x");
    assertThat(tensor.shape()).containsExactly(2, 3);
    assertThat(tensor.floats()).containsExactly(0, 1, 2, 3, 4, 5);
    assertThat(tensor.at(1).shape()).containsExactly(3);
    assertThat(tensor.at(1).longs()).containsExactly(3, 4, 5);
    assertThatThrownBy(() -> counted.tensor("y")).hasMessageContaining("shapes/counted: no tensor");
  }

  @Test
  void skipsATestWhoseCaseIsNotHere() {
    assertThatThrownBy(() -> Golden.read("no-topic/no-case"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("golden/no-topic/no-case.safetensors is not here");
  }

  /** Values from the standard's own table: 1, -2, the largest, the smallest, and a third. */
  @Test
  void readsNumbersOfHalfPrecision() {
    assertThat(TensorFile.half((short) 0x3c00)).isEqualTo(1);
    assertThat(TensorFile.half((short) 0xc000)).isEqualTo(-2);
    assertThat(TensorFile.half((short) 0x7bff)).isEqualTo(65504);
    assertThat(TensorFile.half((short) 0x0001)).isEqualTo(Math.pow(2, -24));
    assertThat(TensorFile.half((short) 0x3555)).isEqualTo(0.333251953125);
    assertThat(TensorFile.half((short) 0xfc00)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(TensorFile.half((short) 0x7e00)).isNaN();
  }

  @Test
  void readsEveryTypeInItsOrderOfBytes(@TempDir Path folder) throws IOException {
    byte[] header =
        """
        {"i":{"dtype":"I32","shape":[1],"data_offsets":[0,4]},\
        "u":{"dtype":"U8","shape":[],"data_offsets":[4,5]},\
        "d":{"dtype":"F64","shape":[1],"data_offsets":[5,13]}}"""
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 13).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header).putInt(-7).put((byte) 200).putDouble(0.1);
    Path file = folder.resolve("types.safetensors");
    Files.write(file, bytes.array());
    Map<String, Tensor> tensors = TensorFile.read(file);
    assertThat(tensors.get("i").values()).containsExactly(-7);
    assertThat(tensors.get("u").values()).containsExactly(200);
    assertThat(tensors.get("u").shape()).isEmpty();
    assertThat(tensors.get("d").values()).containsExactly(0.1);
  }

  @Test
  void toleratesNoMoreThanItSays() {
    Tolerance tolerance = new Tolerance(0.5, 0.25);
    float[] expected = {4, Float.NaN, Float.POSITIVE_INFINITY, -4};
    tolerance.check("x", new float[] {5.5f, Float.NaN, Float.POSITIVE_INFINITY, -2.5f}, expected);
    assertThatThrownBy(
            () ->
                tolerance.check(
                    "x", new float[] {5.6f, Float.NaN, Float.POSITIVE_INFINITY, -7}, expected))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("x: value 3 of 4 is -7.0; expected -4.0");
    assertThatThrownBy(() -> tolerance.check("x", new float[] {4, 1, 1, -4}, expected))
        .hasMessageContaining("value 1 of 4");
    assertThatThrownBy(() -> tolerance.check("x", new float[] {4}, expected))
        .hasMessageContaining("1 values; expected 4");
  }
}
