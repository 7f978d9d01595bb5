package io.alidade.iconic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CacheTest {
  private static final int HEADER = 16; // Mark and checksum.

  @TempDir private Path folder;
  private final Notes said = new Notes();

  private Cache cache() {
    return new Cache(folder, said);
  }

  private static ByteBuffer content(int seed) {
    byte[] bytes = new byte[100_000];
    Arrays.fill(bytes, (byte) seed);
    return ByteBuffer.wrap(bytes);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void givesBackWhatItKeeps() throws IOException {
    assertThat(cache().read("a")).isEmpty();
    cache().write("a", content(1));
    assertThat(cache().read("a")).contains(content(1));
    cache().write("a", content(2));
    assertThat(cache().read("a")).contains(content(2));
    assertThat(files()).containsExactly("a");
    assertThat(said.notes()).isEmpty();
  }

  /** A damage and what it makes of a file's bytes. */
  private record Damage(String name, UnaryOperator<byte[]> done) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Damage flipped(int at) {
    return new Damage(
        "flipped bit at " + at,
        bytes -> {
          bytes[at] ^= 0x10;
          return bytes;
        });
  }

  static List<Damage> damages() {
    return List.of(
        new Damage("empty", bytes -> new byte[0]),
        new Damage("cut in the header", bytes -> Arrays.copyOf(bytes, HEADER - 1)),
        new Damage("cut after the header", bytes -> Arrays.copyOf(bytes, HEADER)),
        new Damage("cut in half", bytes -> Arrays.copyOf(bytes, bytes.length / 2)),
        new Damage("one byte short", bytes -> Arrays.copyOf(bytes, bytes.length - 1)),
        new Damage("one byte long", bytes -> Arrays.copyOf(bytes, bytes.length + 1)),
        new Damage(
            "garbage",
            bytes -> "<html>not found</html>".repeat(100).getBytes(StandardCharsets.UTF_8)),
        flipped(0),
        flipped(HEADER - 1),
        flipped(HEADER),
        flipped(50_000),
        flipped(HEADER + 99_999));
  }

  @ParameterizedTest
  @MethodSource("damages")
  void passesADamagedFileOverInOneLineAndReplacesIt(Damage damage) throws IOException {
    cache().write("a", content(1));
    Path file = folder.resolve("a");
    Files.write(file, damage.done().apply(Files.readAllBytes(file)));
    assertThat(cache().read("a")).isEmpty();
    assertThat(said.notes())
        .singleElement()
        .asString()
        .startsWith(file + ": cannot be used (")
        .endsWith("); made again")
        .doesNotContain("\n");
    cache().write("a", content(1));
    assertThat(cache().read("a")).contains(content(1));
    assertThat(said.notes()).hasSize(1);
  }

  @Test
  void passesOverWhatIsNoFile() throws IOException {
    Files.createDirectories(folder.resolve("a").resolve("b"));
    assertThat(cache().read("a")).isEmpty();
    cache().write("a", content(1));
    assertThat(said.notes()).hasSize(2);
    assertThat(said.notes().get(0)).contains("cannot be used");
    assertThat(said.notes().get(1)).contains("cannot be written");
    assertThat(files()).containsExactly("a");
  }

  @Test
  void passesOverAFileThatMayNotBeRead() throws IOException {
    cache().write("a", content(1));
    Path file = folder.resolve("a");
    assumeThat(file.toFile().setReadable(false)).isTrue();
    assumeThat(Files.isReadable(file)).as("this user may read every file").isFalse();
    assertThat(cache().read("a")).isEmpty();
    assertThat(said.notes()).singleElement().asString().contains("access denied");
    cache().write("a", content(2));
    assertThat(cache().read("a")).contains(content(2));
  }

  @Test
  void saysOnceThatItsFolderCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    Cache cache = new Cache(file.resolve("cache"), said);
    cache.write("a", content(1));
    cache.write("b", content(2));
    assertThat(cache.read("a")).isEmpty();
    assertThat(said.notes())
        .singleElement()
        .asString()
        .startsWith(file.resolve("cache") + ": cannot be written (")
        .endsWith("); what it lacks is drawn again at every start");
  }

  @Test
  void removesWhatAnEndedProcessLeftAndNothingElse() throws IOException {
    long nobody = Integer.MAX_VALUE; // Odd and above what systems give out.
    long self = ProcessHandle.current().pid();
    List<String> others = List.of("a." + self + "-999.tmp", "b.tmp", "c." + nobody + "-1.rgba");
    for (String name : others) {
      Files.writeString(folder.resolve(name), "another's");
    }
    Files.writeString(folder.resolve("a." + nobody + "-1.tmp"), "half");
    cache().write("z", content(1));
    assertThat(files()).containsAll(others).contains("z").hasSize(4);
  }

  @Test
  void letsManyWriteAndReadOneFileAtOnce() throws IOException {
    cache().write("a", content(0));
    List<ByteBuffer> possible = IntStream.range(0, 40).mapToObj(CacheTest::content).toList();
    IntStream.range(0, 40)
        .parallel()
        .forEach(
            i -> {
              cache().write("a", content(i));
              assertThat(cache().read("a").orElseThrow()).isIn(possible);
            });
    assertThat(said.notes()).isEmpty();
    assertThat(files()).containsExactly("a");
  }

  /** Writes files for ever; what {@link #leavesNothingHalfWrittenWhenItsProcessEnds} ends. */
  static final class Writer {
    public static void main(String[] arguments) {
      Cache cache = new Cache(Path.of(arguments[0]), new Notes());
      for (int i = 0; ; i = (i + 1) % 100) {
        cache.write("a", content(i));
      }
    }
  }

  @Test
  void leavesNothingHalfWrittenWhenItsProcessEnds() throws Exception {
    for (boolean politely : new boolean[] {true, false}) {
      Process writer =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  folder.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      while (writer.isAlive() && Files.notExists(folder.resolve("a"))) {
        Thread.onSpinWait();
      }
      assertThat(writer.isAlive()).isTrue();
      if (politely && writer.supportsNormalTermination()) {
        writer.destroy(); // SIGTERM; Ctrl-C takes the same way through the JVM.
        writer.waitFor();
        assertThat(files()).containsExactly("a");
      } else {
        writer.destroyForcibly().waitFor();
      }
      List<ByteBuffer> possible = new ArrayList<>();
      IntStream.range(0, 100).forEach(i -> possible.add(content(i)));
      assertThat(cache().read("a").orElseThrow()).isIn(possible);
      assertThat(said.notes()).isEmpty();
      cache().write("b", content(1));
      assertThat(files()).containsExactly("a", "b");
      Files.delete(folder.resolve("a"));
      Files.delete(folder.resolve("b"));
    }
  }
}
