package io.alidade.data.photo;

import io.alidade.api.ImageSpec;
import io.alidade.data.Levels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * JPEG files to normalised tensors of 224 x 224: images a second. Arguments: a folder of files,
 * threads, rounds.
 */
public final class ThroughputMain {
  private static final ImageSpec SPEC =
      new ImageSpec(
          224,
          224,
          List.of(0.48145467f, 0.4578275f, 0.40821072f),
          List.of(0.26862955f, 0.2613026f, 0.2757771f),
          List.of(0, 0, 0));

  private ThroughputMain() {}

  public static void main(String[] args) throws Exception {
    List<Path> files = files(Path.of(args[0]));
    int threads = Integer.parseInt(args[1]);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    for (int round = 0; round < Integer.parseInt(args[2]); round++) {
      long start = System.nanoTime();
      run(files, threads, pool);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.err.printf("%.0f images/s%n", files.size() / seconds);
    }
    pool.shutdown();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
  }

  private static void run(List<Path> files, int threads, ExecutorService pool)
      throws InterruptedException, ExecutionException {
    Levels levels = new Levels(SPEC);
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> all = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      all.add(
          pool.submit(
              () -> {
                float[] tensor = new float[3 * 224 * 224]; // (3, 224, 224)
                for (int i = next.getAndIncrement(); i < files.size(); i = next.getAndIncrement()) {
                  Pixels pixels = ImageFile.read(files.get(i));
                  levels.planes(ImageTransform.CLIP.apply(pixels, SPEC).pixels(), tensor, 0);
                }
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
  }
}
