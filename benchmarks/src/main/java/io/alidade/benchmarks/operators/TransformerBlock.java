package io.alidade.benchmarks.operators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.alidade.api.ParameterGroup;
import io.alidade.nn.Activation;
import io.alidade.nn.Gradients;
import io.alidade.nn.Mode;
import io.alidade.nn.PoolSettings;
import io.alidade.nn.VisionTransformer;
import io.alidade.nn.VisionTransformerSettings;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A transformer block for all of its tokens, forward and backward, batch 32. Around it stands as
 * little of a tower as can be: patches of 4 x 4 pixels, and the mean of what comes out.
 */
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TransformerBlock {
  private static final int PATCH = 4;

  /** (32, 1 + side * side, width) -> the same. */
  public abstract static class Block extends Native {
    private final VisionTransformer tower;
    private final Gradients gradients;
    private final NDArray images;
    private final NDArray pull;

    Block(int side, int width, int heads) {
      VisionTransformerSettings settings =
          new VisionTransformerSettings(
              PATCH,
              width,
              1,
              heads,
              0,
              Activation.GELU,
              1e-5,
              false,
              0,
              VisionTransformerSettings.Positions.LEARNT,
              new PoolSettings(PoolSettings.Kind.AVERAGE, 1, 1));
      tower = new VisionTransformer(side * PATCH, settings, 16, manager(), new SplittableRandom(1));
      gradients =
          new Gradients(
              List.of(new ParameterGroup("block", tower.parameters().trained(), 1, 1)), manager());
      long pixels = (long) side * PATCH;
      images = manager().randomNormal(new Shape(32, 3, pixels, pixels));
      pull = manager().randomNormal(new Shape(32, 16));
    }

    float run() {
      float loss =
          trained(
              () -> {
                NDArray scalar = tower.pooled(images, Mode.TRAINING).mul(pull).sum();
                gradients.add(scalar);
                return scalar;
              });
      gradients.close();
      return loss;
    }
  }

  /** 50 tokens of 768, 12 heads. */
  @State(Scope.Thread)
  public static class VitB32 extends Block {
    public VitB32() {
      super(7, 768, 12);
    }
  }

  /** 65 tokens of 192, 3 heads. */
  @State(Scope.Thread)
  public static class Small extends Block {
    public Small() {
      super(8, 192, 3);
    }
  }

  @Benchmark
  public float vitB32(VitB32 block) {
    return block.run();
  }

  @Benchmark
  public float small(Small block) {
    return block.run();
  }
}
