package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.alidade.api.AlidadeException;
import io.alidade.testkit.Golden;
import io.alidade.testkit.Tensor;
import io.alidade.testkit.TensorFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  @TempDir Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = NDManager.newBaseManager("PyTorch");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** One of each type, with the values that are easy to lose; scalar, empty and odd sizes. */
  private Map<String, NDArray> everything() {
    Map<String, NDArray> all = new LinkedHashMap<>();
    all.put("flags", manager.create(new boolean[] {true, false, true}));
    all.put("bytes", manager.create(new byte[] {-128, -1, 0, 1, 127}, new Shape(5)));
    all.put(
        "pixels",
        manager.create(ByteBuffer.wrap(new byte[] {0, 1, -1}), new Shape(3), DataType.UINT8));
    all.put(
        "floats",
        manager.create(
            new float[] {
              -0f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, 0.1f
            },
            new Shape(2, 3)));
    all.put("halves", manager.create(new float[] {1, -2, 65504}).toType(DataType.FLOAT16, true));
    all.put("longs", manager.create(new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE}));
    all.put("ints", manager.create(new int[] {Integer.MIN_VALUE, 7}, new Shape(2, 1)));
    all.put("doubles", manager.create(new double[] {0.1, Double.MIN_VALUE}));
    all.put("scalar", manager.create(42f));
    all.put("nothing", manager.zeros(new Shape(0, 4)));
    all.put("ümlaut \"quoted\"\n", manager.create(new float[] {5}));
    return all;
  }

  @Test
  void readsBackEveryTypeBitForBit() {
    Path file = folder.resolve("all.safetensors");
    Map<String, NDArray> written = everything();
    Safetensors.write(file, written, Map.of());
    Map<String, NDArray> read = Safetensors.read(file, manager);
    assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(written.keySet());
    written.forEach(
        (name, array) -> {
          assertThat(read.get(name).getShape()).as(name).isEqualTo(array.getShape());
          assertThat(read.get(name).getDataType()).as(name).isEqualTo(array.getDataType());
          assertThat(bytes(read.get(name))).as(name).isEqualTo(bytes(array));
        });
  }

  private static byte[] bytes(NDArray array) {
    ByteBuffer buffer = array.toByteBuffer();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  @Test
  void writesWhatOthersRead() {
    Path file = folder.resolve("all.safetensors");
    Map<String, NDArray> written = everything();
    written.remove("bytes"); // The other reader knows no I8.
    Safetensors.write(file, written, Map.of("format", "pt"));
    Map<String, Tensor> read = TensorFile.read(file);
    assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(written.keySet());
    assertThat(read.get("floats").floats())
        .containsExactly(
            -0f, Float.MIN_VALUE, Float.NaN, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, 0.1f);
    assertThat(read.get("floats").shape()).containsExactly(2, 3);
    assertThat(read.get("halves").floats()).containsExactly(1, -2, 65504);
    assertThat(read.get("ints").longs()).containsExactly(Integer.MIN_VALUE, 7);
    assertThat(read.get("pixels").longs()).containsExactly(0, 1, 255);
    assertThat(read.get("flags").longs()).containsExactly(1, 0, 1);
    assertThat(read.get("doubles").values()).containsExactly(0.1, Double.MIN_VALUE);
    assertThat(read.get("scalar").shape()).isEmpty();
    assertThat(read.get("nothing").shape()).containsExactly(0, 4);
  }

  @Test
  void readsWhatOthersWrote() {
    String name = "block/causal";
    Map<String, NDArray> read = Safetensors.read(Golden.file(name + ".safetensors"), manager);
    Map<String, Tensor> expected = Golden.read(name).tensors();
    assertThat(read.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
    expected.forEach(
        (key, tensor) -> {
          assertThat(read.get(key).getShape()).isEqualTo(new Shape(tensor.shape()));
          assertThat(read.get(key).toFloatArray()).as(key).isEqualTo(tensor.floats());
        });
  }

  @Test
  void writesAViewInItsOwnOrder() {
    Path file = folder.resolve("view.safetensors");
    NDArray table = manager.create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3));
    Safetensors.write(file, Map.of("turned", table.transpose()), Map.of());
    NDArray read = Safetensors.read(file, manager).get("turned");
    assertThat(read.getShape()).isEqualTo(new Shape(3, 2));
    assertThat(read.toFloatArray()).containsExactly(1, 4, 2, 5, 3, 6);
  }

  @Test
  void carriesStringsAlong() {
    Path file = folder.resolve("strings.safetensors");
    Map<String, String> strings = Map.of("step", "12", "note", "é \"x\" \\ \n", "empty", "");
    Safetensors.write(file, Map.of("x", manager.create(1f)), strings);
    assertThat(Safetensors.metadata(file)).isEqualTo(strings);
    Safetensors.write(file, Map.of("x", manager.create(1f)), Map.of());
    assertThat(Safetensors.metadata(file)).isEmpty();
  }

  /** A mapped value that does not start at a multiple of its size is slow, or not mapped at all. */
  @Test
  void alignsEveryValueToItsSize() throws IOException {
    Path file = folder.resolve("all.safetensors");
    Safetensors.write(file, everything(), Map.of("odd", "length!"));
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) bytes.getLong();
    assertThat(length % 8).isZero();
    JsonObject header =
        JsonParser.parseString(new String(bytes.array(), 8, length, StandardCharsets.UTF_8))
            .getAsJsonObject();
    header.remove("__metadata__");
    for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
      JsonObject tensor = entry.getValue().getAsJsonObject();
      int size = SafetensorsType.named(tensor.get("dtype").getAsString()).orElseThrow().bytes();
      assertThat(tensor.getAsJsonArray("data_offsets").get(0).getAsLong() % size)
          .as(entry.getKey())
          .isZero();
    }
    assertThat(header.size()).isEqualTo(11);
  }

  @Test
  void givesArraysThatOutliveTheFileAndMayBeChanged() throws IOException {
    Path file = folder.resolve("x.safetensors");
    Safetensors.write(file, Map.of("x", manager.create(new float[] {1, 2})), Map.of());
    NDArray read = Safetensors.read(file, manager).get("x");
    Files.write(file, new byte[200]);
    Ops.clamp(read, 0, 1.5);
    assertThat(read.toFloatArray()).containsExactly(1, 1.5f);
  }

  @Test
  void replacesAFileWhole() throws IOException {
    Path file = folder.resolve("x.safetensors");
    Safetensors.write(file, Map.of("x", manager.zeros(new Shape(1000))), Map.of());
    Safetensors.write(file, Map.of("y", manager.create(3f)), Map.of());
    assertThat(Safetensors.read(file, manager)).containsOnlyKeys("y");
    assertThat(names()).containsExactly("x.safetensors");
  }

  @Test
  void leavesNothingHalfWritten() throws IOException {
    Path taken = folder.resolve("x.safetensors");
    Files.createDirectories(taken.resolve("full"));
    assertThatThrownBy(() -> Safetensors.write(taken, Map.of("x", manager.create(1f)), Map.of()))
        .isInstanceOfSatisfying(
            AlidadeException.class,
            e -> assertThat(e.kind()).isEqualTo(AlidadeException.Kind.RESOURCE))
        .hasMessageStartingWith(taken + ": cannot be written (")
        .hasMessageEndingWith("expected a folder with room");
    assertThat(names()).containsExactly("x.safetensors");
    Path nowhere = folder.resolve("none/x.safetensors");
    assertThatThrownBy(() -> Safetensors.write(nowhere, Map.of("x", manager.create(1f)), Map.of()))
        .isInstanceOf(AlidadeException.class)
        .hasMessageStartingWith(nowhere + ": cannot be written (");
  }

  @Test
  void keepsTheOldFileWhereANewOneFails() throws IOException {
    Path file = folder.resolve("x.safetensors");
    Safetensors.write(file, Map.of("x", manager.create(1f)), Map.of());
    NDArray gone = manager.zeros(new Shape(4));
    gone.close();
    Map<String, NDArray> both = new LinkedHashMap<>();
    both.put("good", manager.zeros(new Shape(1000)));
    both.put("gone", gone);
    assertThatThrownBy(() -> Safetensors.write(file, both, Map.of()))
        .isInstanceOf(RuntimeException.class);
    assertThat(Safetensors.read(file, manager).get("x").getFloat()).isEqualTo(1);
    assertThat(names()).containsExactly("x.safetensors");
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }

  @Test
  void namesTheTensorThatABitFlipDamaged() throws IOException {
    Path file = folder.resolve("a.safetensors");
    Safetensors.write(
        file,
        Map.of(
            "first", manager.ones(new Shape(3)),
            "second", manager.ones(new Shape(3))),
        Map.of());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 4; // in the values of the tensor that lies last
    Files.write(file, bytes);
    assertThatThrownBy(() -> Safetensors.read(file, manager))
        .isInstanceOf(AlidadeException.class)
        .hasMessageStartingWith(file + ": tensor ")
        .hasMessageContaining(" is damaged (checksum ");
  }

  /** Each bit of a whole file, header included: another step would be as wrong as other values. */
  @Test
  void takesNoFileOfWhichABitWasFlipped() throws IOException {
    Path file = folder.resolve("a.safetensors");
    NDArray weight = manager.create(new float[] {1, -2, 3});
    Safetensors.write(file, Map.of("weight", weight), Map.of("step", "1234"));
    byte[] whole = Files.readAllBytes(file);
    Map<String, NDArray> state = Map.of("weight", manager.zeros(new Shape(3)));
    Safetensors.restore(file, state);
    int refused = 0;
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(file, damaged);
      String step = "";
      try {
        Safetensors.restore(file, state);
        step = Safetensors.metadata(file).get("step");
      } catch (AlidadeException e) {
        assertThat(e.kind()).isEqualTo(AlidadeException.Kind.DATA);
        assertThat(e).hasMessageStartingWith(file + ": ").hasMessageContaining("; expected ");
        refused++;
        continue;
      }
      // What is left is the name of the header's checksum: without it the file is another's.
      assertThat(step).as("bit %d", bit).isEqualTo("1234");
      assertThat(state.get("weight").toFloatArray()).as("bit %d", bit).containsExactly(1, -2, 3);
    }
    assertThat(refused).isGreaterThan(8 * whole.length - 8 * "crc32c".length());
  }

  /** Cut where you will: the header's sizes no longer fit. */
  @Test
  void takesNoFileThatWasCut() throws IOException {
    Path file = folder.resolve("a.safetensors");
    Safetensors.write(file, Map.of("weight", manager.ones(new Shape(3))), Map.of("step", "12"));
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Safetensors.read(file, manager))
          .as("%d of %d bytes", length, whole.length)
          .isInstanceOfSatisfying(
              AlidadeException.class,
              e -> assertThat(e.kind()).isEqualTo(AlidadeException.Kind.DATA));
    }
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> Safetensors.read(file, manager))
        .hasMessage(
            file + ": tensor weight ends at byte 12; expected at most 11, where the file ends");
  }

  @Test
  void refusesToRestoreWhatIsNoNumber() {
    Path file = folder.resolve("a.safetensors");
    float[] values = {1, Float.NaN};
    Safetensors.write(file, Map.of("weight", manager.create(values)), Map.of());
    NDArray weight = manager.zeros(new Shape(2));
    assertThatThrownBy(() -> Safetensors.restore(file, Map.of("weight", weight)))
        .hasMessage(
            file + ": tensor weight holds NaN or an infinity; expected finite numbers alone");
    assertThat(weight.toFloatArray()).containsExactly(0, 0);
  }

  @Test
  void restoresAStateInPlace() {
    Path file = folder.resolve("state.safetensors");
    NDArray weight = manager.create(new float[] {1, 2, 3});
    NDArray step = manager.create(new long[] {7});
    Safetensors.write(file, Map.of("weight", weight, "step", step), Map.of());
    NDArray newWeight = manager.zeros(new Shape(3));
    newWeight.setRequiresGradient(true);
    NDArray newStep = manager.zeros(new Shape(1), DataType.INT64);
    Safetensors.restore(file, Map.of("weight", newWeight, "step", newStep));
    assertThat(newWeight.toFloatArray()).containsExactly(1, 2, 3);
    assertThat(newStep.toLongArray()).containsExactly(7);
    assertThat(newWeight.hasGradient()).isTrue();
  }

  /** The engine lays a value that is set over memory of Java's; it has to stay. */
  @Test
  void restoresWhatACollectionLeavesAlone() {
    Path file = folder.resolve("state.safetensors");
    NDArray weight = manager.create(new float[] {1, 2, 3});
    Safetensors.write(file, Map.of("weight", weight), Map.of());
    NDArray restored = manager.zeros(new Shape(3));
    Safetensors.restore(file, Map.of("weight", restored));
    Garbage.collect();
    assertThat(restored.toFloatArray()).containsExactly(1, 2, 3);
    Graph square = new Graph("square", List.of(restored), () -> restored.mul(restored).sum());
    assertThat(square.gradients(Garbage::collect).get(0)).containsExactly(2, 4, 6);
  }

  @Test
  void refusesAStateOfAnotherModelAndChangesNothing() {
    Path file = folder.resolve("state.safetensors");
    Map<String, NDArray> stored = new LinkedHashMap<>();
    stored.put("a", manager.ones(new Shape(2)));
    stored.put("b", manager.ones(new Shape(2, 3)));
    Safetensors.write(file, stored, Map.of());
    NDArray a = manager.zeros(new Shape(2));
    NDArray turned = manager.zeros(new Shape(3, 2));
    NDArray whole = manager.zeros(new Shape(2, 3), DataType.INT32);
    NDArray fits = manager.zeros(new Shape(2, 3));
    refuses(
        file, Map.of("a", a, "b", turned), "tensor b is float32 (2, 3); expected float32 (3, 2)");
    refuses(file, Map.of("a", a, "b", whole), "tensor b is float32 (2, 3); expected int32 (2, 3)");
    refuses(file, Map.of("a", a), "tensor b has no place in the model; expected only its own");
    refuses(
        file,
        Map.of("a", a, "b", fits, "c", a),
        "tensor c is missing; expected all of the model's");
    assertThat(a.toFloatArray()).containsExactly(0, 0);
    assertThat(fits.toFloatArray()).containsOnly(0);
  }

  private static void refuses(Path file, Map<String, NDArray> state, String message) {
    assertThatThrownBy(() -> Safetensors.restore(file, state))
        .isInstanceOfSatisfying(
            AlidadeException.class, e -> assertThat(e.kind()).isEqualTo(AlidadeException.Kind.DATA))
        .hasMessage(file + ": " + message);
  }
}
