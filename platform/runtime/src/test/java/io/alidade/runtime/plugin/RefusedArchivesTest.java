package io.alidade.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every broken archive lies beside a good plugin, which must load. */
class RefusedArchivesTest {
  @TempDir Path work;
  Path plugins;
  Path bad;

  @BeforeEach
  void installAGoodOne() throws IOException {
    plugins = Files.createDirectory(work.resolve("plugins"));
    bad = plugins.resolve("bad.jar");
    TestPlugin.named("good").method(work, "good.one").jar(plugins.resolve("good.jar"));
  }

  @Test
  void truncated() throws IOException {
    byte[] whole = Files.readAllBytes(sound().jar(bad));
    Files.write(bad, Arrays.copyOf(whole, whole.length * 2 / 3));
    assertThat(problem()).startsWith("is not a whole archive").contains("download it again");
  }

  @Test
  void truncatedZip() throws IOException {
    Path zip = plugins.resolve("bad.zip");
    byte[] whole = Files.readAllBytes(sound().zip(zip, Map.of("lib/data.bin", new byte[100_000])));
    Files.write(zip, Arrays.copyOf(whole, whole.length - 30));
    assertThat(problem()).startsWith("is not a whole archive");
    assertThat(plugins.resolve(".unpacked")).doesNotExist();
  }

  @Test
  void anyFlippedBitOfTheContent() throws IOException {
    byte[] data = new byte[4000];
    new java.util.Random(1).nextBytes(data);
    byte[] whole = Files.readAllBytes(sound().entry("data.bin", data).jar(bad));
    int at = indexOf(whole, "data.bin") + 8 + 2000;
    for (int bit : new int[] {0, 3, 7}) {
      byte[] flipped = whole.clone();
      flipped[at] ^= (byte) (1 << bit);
      Files.write(bad, flipped);
      assertThat(problem()).startsWith("entry data.bin ").contains("again");
    }
  }

  @Test
  void leavingItsFolder() throws IOException {
    Path zip = plugins.resolve("bad.zip");
    sound().zip(zip, Map.of("../../escaped.txt", "out".getBytes(StandardCharsets.UTF_8)));
    assertThat(problem())
        .isEqualTo(
            "holds an entry named '../../escaped.txt', which would leave its folder (zip slip)");
    assertThat(work.resolve("escaped.txt")).doesNotExist();
    assertThat(work.getParent().resolve("escaped.txt")).doesNotExist();
  }

  @Test
  void absoluteBackslashedAndDriveNames() throws IOException {
    for (String name : List.of("/etc/passwd", "..\\evil.txt", "C:/evil.txt", "a/./b")) {
      sound().entry(name, new byte[1]).jar(bad);
      assertThat(problem()).startsWith("holds an entry").contains("'" + name + "'");
    }
  }

  @Test
  void twoEntriesOfOneName() throws IOException {
    sound().entry("twin-a", new byte[1]).entry("twin-b", new byte[1]).jar(bad);
    byte[] bytes = Files.readAllBytes(bad);
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("twin-b", "twin-a");
    Files.write(bad, text.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(problem()).contains("twin-a");
  }

  @Test
  void namesThatDifferInCaseWhereFilesAreWritten() throws IOException {
    Path zip = plugins.resolve("bad.zip");
    sound().zip(zip, Map.of("lib/A.txt", new byte[1], "lib/a.TXT", new byte[1]));
    assertThat(problem()).contains("one file where case is ignored");
  }

  @Test
  void aBomb() throws IOException {
    sound().entry("zeros.bin", new byte[20 << 20]).jar(bad);
    assertThat(problem()).contains("zeros.bin inflates to more than 200 times").contains("bomb");
  }

  @Test
  void moreThanTheLimits() throws IOException {
    sound().entry("data.bin", new byte[3000]).jar(bad);
    ArchiveLimits limits = new ArchiveLimits(50, 2000, 1 << 20, 200, 1 << 20);
    assertThat(InstalledPlugins.read(List.of(plugins), limits).problems())
        .extracting(PluginProblem::sentence)
        .anyMatch(sentence -> sentence.startsWith("entry data.bin inflates past the limit"));
  }

  @Test
  void wrongApiVersion() throws IOException {
    sound().says("Requires", "9.1.0").jar(bad);
    assertThat(problem())
        .isEqualTo(
            "was built against version 9.1.0 of the API; this platform has 0.1.0 and takes 0.1.x:"
                + " build it again against alidade-api 0.1.0");
    sound().says("Requires", "").jar(bad);
    assertThat(problem())
        .startsWith("does not say which API it was built against; expected Plugin-Requires");
  }

  @Test
  void bundlingTheApi() throws IOException {
    sound().entry("io/alidade/api/Method.class", new byte[10]).jar(bad);
    assertThat(problem())
        .isEqualTo(
            "bundles a class that the platform provides (io.alidade.api.Method); mark"
                + " io.alidade:alidade-api <scope>provided</scope> in the plugin's pom, with every"
                + " other dependency on the platform, and build it again");
  }

  @Test
  void bundlingTheEngineInALibrary() throws IOException {
    Path zip = plugins.resolve("bad.zip");
    Path library =
        TestPlugin.pack(
            work.resolve("x.jar"), Map.of("ai/djl/ndarray/NDArray.class", new byte[10]));
    sound().zip(zip, Map.of("lib/djl.jar", Files.readAllBytes(library)));
    assertThat(problem()).contains("in lib/djl.jar").contains("mark ai.djl:api");
  }

  @Test
  void withoutAnId() throws IOException {
    sound().says("Id", "").jar(bad);
    assertThat(problem()).isEqualTo("has no Plugin-Id in META-INF/MANIFEST.MF; is it a plugin?");
  }

  @Test
  void withoutExtensions() throws IOException {
    TestPlugin.named("bad").entry("x.txt", new byte[1]).jar(bad);
    assertThat(problem()).startsWith("has no META-INF/extensions.idx").contains("@Extension");
  }

  @Test
  void aFolderThatIsNoPlugin() throws IOException {
    Files.createDirectory(plugins.resolve("stray"));
    assertThat(problem()).startsWith("is a folder without plugin.properties");
  }

  private TestPlugin sound() throws IOException {
    return TestPlugin.named("bad").method(work, "bad.one");
  }

  /** The one problem there is; the good plugin goes on, and a second look finds the same. */
  private String problem() {
    List<PluginProblem> first;
    try (PluginHost host = PluginHost.open(List.of(plugins))) {
      first = host.problems();
      assertThat(host.methods()).extracting(MethodRow::id).containsExactly("good.one");
    }
    assertThat(InstalledPlugins.read(List.of(plugins)).problems()).isEqualTo(first);
    assertThat(first).hasSize(1);
    return first.get(0).sentence();
  }

  private static int indexOf(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }
}
