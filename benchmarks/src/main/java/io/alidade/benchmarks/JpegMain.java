package io.alidade.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.ImageSpec;
import io.alidade.data.Levels;
import io.alidade.data.photo.ImageFile;
import io.alidade.data.photo.ImageTransform;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Times JPEG files to normalised tensors of 224 x 224, with as many threads as given; or on to the
 * top-1 of ViT-B/32, batches of 64 being read while one is computed.
 */
final class JpegMain {
  private static final int BATCH = 64;
  private static final int VALUES = 3 * 224 * 224;
  private static final ImageSpec SPEC =
      new ImageSpec(
          224,
          224,
          List.of(0.48145467f, 0.4578275f, 0.40821072f),
          List.of(0.26862955f, 0.2613026f, 0.2757771f),
          List.of(0, 0, 0));

  private JpegMain() {}

  /** Arguments: {@code tensor} or {@code top-1}, folder of files, threads. */
  public static void main(String[] args) throws Exception {
    List<Path> files = files(Path.of(args[1]));
    int threads = Integer.parseInt(args[2]);
    Engine.configure(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (NDManager manager = Engine.open("cpu")) {
      Work work = args[0].equals("tensor") ? new Tensors() : new TopOne(manager);
      List<Double> times = new ArrayList<>();
      for (int round = 0; round < 4; round++) {
        long start = System.nanoTime();
        run(files, pool, work);
        if (round > 0) {
          times.add((System.nanoTime() - start) / 1e9); // the first also compiles
        }
      }
      Measured.print(files.size() / Measured.median(times), times);
    } finally {
      pool.shutdown();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.filter(file -> file.toString().endsWith(".jpg")).sorted().toList();
    }
  }

  /** What becomes of a batch: float32 (n, 3, 224, 224), row by row. */
  private interface Work {
    void take(float[] batch, int n);
  }

  /** Tensors are all that is wanted. */
  private static final class Tensors implements Work {
    @Override
    public void take(float[] batch, int n) {}
  }

  /** The best of 1,000 classes of random vectors. */
  private static final class TopOne implements Work {
    private final NDManager manager;
    private final DualTowers towers;
    private final NDArray classes;

    TopOne(NDManager manager) {
      this.manager = manager;
      this.towers = io.alidade.benchmarks.Shape.named("VIT_B32").towers(manager);
      this.classes = manager.randomNormal(new Shape(512, 1000));
    }

    @Override
    public void take(float[] batch, int n) {
      try (NDManager own = manager.newSubManager();
          NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        NDArray images = own.create(batch, new Shape(batch.length / VALUES, 3, 224, 224));
        NDArray used = images.get("0:" + n);
        long[] best = towers.encodeImage(used).matMul(classes).argMax(1).toLongArray();
        if (best.length != n) {
          throw new IllegalStateException(best.length + " answers; expected " + n);
        }
      }
    }
  }

  /** Two batches are read ahead. */
  private static void run(List<Path> files, ExecutorService pool, Work work)
      throws InterruptedException, ExecutionException {
    Deque<List<Future<?>>> ahead = new ArrayDeque<>();
    Deque<float[]> buffers = new ArrayDeque<>();
    int asked = 0;
    int taken = 0;
    while (taken < files.size()) {
      while (asked < files.size() && ahead.size() < 3) {
        float[] buffer = new float[BATCH * VALUES];
        buffers.add(buffer);
        List<Future<?>> reads = new ArrayList<>();
        for (int i = 0; i < BATCH && asked < files.size(); i++, asked++) {
          Path file = files.get(asked);
          int offset = i * VALUES;
          reads.add(pool.submit(() -> read(file, buffer, offset)));
        }
        ahead.add(reads);
      }
      List<Future<?>> next = ahead.remove();
      for (Future<?> read : next) {
        read.get();
      }
      work.take(buffers.remove(), next.size());
      taken += next.size();
    }
  }

  private static void read(Path file, float[] batch, int offset) {
    Levels levels = new Levels(SPEC);
    levels.planes(ImageTransform.CLIP.apply(ImageFile.read(file), SPEC).pixels(), batch, offset);
  }
}
