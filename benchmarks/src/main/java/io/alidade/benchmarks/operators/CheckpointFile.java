package io.alidade.benchmarks.operators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.alidade.nn.Engine;
import io.alidade.nn.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** 100 MB of tensors to the disk, synced, and back, checksums looked at. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CheckpointFile {
  /** 25 tensors of 4 MB, and a file that holds them. */
  @State(Scope.Thread)
  public static class Tensors extends Native {
    private final Map<String, NDArray> tensors = new TreeMap<>();
    private final Path file;

    public Tensors() {
      for (int i = 0; i < 25; i++) {
        tensors.put("tensor-" + i, manager().randomNormal(new Shape(1000, 1000)));
      }
      try {
        file = Files.createTempFile("operators", ".safetensors");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      write();
    }

    void write() {
      Safetensors.write(file, tensors, Map.of());
    }

    /** Takes the file away. */
    @Override
    @TearDown(Level.Trial)
    public void close() {
      super.close();
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Benchmark
  public void write(Tensors tensors) {
    tensors.write();
  }

  @Benchmark
  public int read(Tensors tensors) {
    try (NDManager manager = Engine.openOnCpu()) {
      return Safetensors.read(tensors.file, manager).size();
    }
  }
}
