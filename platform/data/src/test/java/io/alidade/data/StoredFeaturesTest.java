package io.alidade.data;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.FeatureCache;
import io.alidade.api.Progress;
import io.alidade.nn.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredFeaturesTest {
  private static final Map<String, String> MACHINE = Map.of("threads", "2");
  private static final long ROOM = 1 << 20;

  @TempDir private Path folder;
  private NDManager manager;
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());
  private int computed;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = NDManager.newBaseManager("PyTorch");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private final Progress progress =
      new Progress() {
        @Override
        public void advance(String what, long done, long total) {}

        @Override
        public void note(String sentence) {
          notes.add(sentence);
        }
      };

  private static FeatureCache.Key key(String tower) {
    return new FeatureCache.Key(Map.of("kind", "test", "tower", tower));
  }

  private StoredFeatures cache(long most, Map<String, String> machine) {
    return new StoredFeatures(folder.resolve("features"), most, machine, progress);
  }

  /** Asks a cache of its own, as another process would. */
  private float[] ask(FeatureCache.Key key, float... values) {
    return ask(ROOM, MACHINE, key, values);
  }

  private float[] ask(
      long most, Map<String, String> machine, FeatureCache.Key key, float... values) {
    NDArray features =
        cache(most, machine)
            .get(
                key,
                manager,
                () -> {
                  computed++;
                  return manager.create(values);
                });
    return features.toFloatArray();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("features"))) {
      return all.sorted().toList();
    }
  }

  @Test
  void computesOnce() throws IOException {
    assertThat(ask(key("a"), 1, 2)).containsExactly(1, 2);
    assertThat(ask(key("a"), 7, 7)).containsExactly(1, 2);
    assertThat(computed).isEqualTo(1);
    assertThat(files()).hasSize(1);
    assertThat(notes).isEmpty();
  }

  @Test
  void computesAgainWhereAnyPartDiffers() {
    FeatureCache.Key first = new FeatureCache.Key(Map.of("kind", "test", "tower", "a"));
    ask(first, 1);
    assertThat(ask(first.with(Map.of("tower", "b")), 2)).containsExactly(2);
    assertThat(ask(first.with(Map.of("split", "test")), 3)).containsExactly(3);
    assertThat(ask(new FeatureCache.Key(Map.of("kind", "testt", "ower", "a")), 4))
        .containsExactly(4);
    assertThat(ask(ROOM, Map.of("threads", "1"), first, 5)).containsExactly(5);
    assertThat(ask(first, 6)).containsExactly(1);
    assertThat(computed).isEqualTo(5);
  }

  @Test
  void computesAgainWhatIsDamagedAndSaysSo() throws IOException {
    ask(key("a"), 1, 2);
    Path file = files().get(0);
    byte[] whole = Files.readAllBytes(file);
    byte[] flipped = whole.clone();
    flipped[flipped.length - 1] ^= 1;
    for (byte[] damaged : List.of(flipped, new byte[0], Arrays.copyOf(whole, 40))) {
      Files.write(file, damaged);
      notes.clear();
      assertThat(ask(key("a"), 1, 2)).containsExactly(1, 2);
      assertThat(notes).singleElement().asString().contains(file.toString(), "computed again");
      assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }
    assertThat(computed).isEqualTo(4);
  }

  @Test
  void goesOnWithoutAFolder() throws IOException {
    Files.writeString(folder.resolve("features"), "a file in its place");
    StoredFeatures cache = cache(ROOM, MACHINE);
    for (int i = 0; i < 3; i++) {
      NDArray features = cache.get(key("a"), manager, () -> manager.create(new float[] {4}));
      assertThat(features.toFloatArray()).containsExactly(4);
    }
    assertThat(notes).singleElement().asString().contains("cannot be written", "anew each time");
  }

  @Test
  void keepsNothingThatIsNoNumber() throws IOException {
    assertThat(ask(key("a"), Float.NaN)).containsExactly(Float.NaN);
    assertThat(ask(key("a"), 1)).containsExactly(1);
    assertThat(files()).hasSize(1);
  }

  @Test
  void letsTheLongestUnusedGo() throws IOException {
    ask(key("a"), 1);
    Path a = files().get(0);
    long size = Files.size(a);
    ask(key("b"), 2);
    Path b = files().stream().filter(file -> !file.equals(a)).findFirst().orElseThrow();
    Files.setLastModifiedTime(a, FileTime.fromMillis(1_000));
    Files.setLastModifiedTime(b, FileTime.fromMillis(2_000));
    ask(key("a"), 9); // Used now, and so later than b.
    ask(2 * size, MACHINE, key("c"), 3);
    assertThat(files()).hasSize(2).contains(a).doesNotContain(b);
  }

  @Test
  void clearsAwayWhatDeadProcessesLeft() throws IOException {
    Path left = folder.resolve("features").resolve("ab.999999999-0.tmp.partial");
    Path alive =
        folder.resolve("features").resolve("ab.%d-77.tmp".formatted(ProcessHandle.current().pid()));
    Files.createDirectories(left.getParent());
    Files.writeString(left, "half");
    Files.writeString(alive, "half");
    ask(key("a"), 1);
    assertThat(left).doesNotExist();
    assertThat(alive).exists();
  }

  @Test
  void servesManyAtOnce() throws Exception {
    int threads = 8;
    CyclicBarrier together = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      Callable<float[]> asking =
          () -> {
            try (NDManager own = NDManager.newBaseManager("PyTorch")) {
              NDArray known = null;
              for (int round = 0; round < 20; round++) {
                together.await();
                float value = round;
                known =
                    cache(ROOM, MACHINE)
                        .get(
                            key("round " + round),
                            own,
                            () -> own.create(new float[] {value, value}));
                assertThat(known.toFloatArray()).containsExactly(value, value);
              }
              return known == null ? new float[0] : known.toFloatArray();
            }
          };
      List<Future<float[]>> answers = pool.invokeAll(Collections.nCopies(threads, asking));
      for (Future<float[]> answer : answers) {
        assertThat(answer.get()).containsExactly(19, 19);
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(notes).isEmpty();
    assertThat(files()).hasSize(20).allMatch(file -> file.toString().endsWith(".safetensors"));
  }
}
