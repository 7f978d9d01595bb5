package io.alidade.benchmarks.operators;

import ai.djl.ndarray.NDArray;
import io.alidade.api.ParameterGroup;
import io.alidade.nn.Activation;
import io.alidade.nn.AdamW;
import io.alidade.nn.Gradients;
import io.alidade.nn.Optimizer;
import io.alidade.nn.ParameterGroups;
import io.alidade.nn.VisionTransformer;
import io.alidade.nn.VisionTransformerSettings;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One step of AdamW over the 88 million parameters of a ViT-B/32. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class OptimizerStep {
  /** Parameters with a gradient each, which a step leaves as they are. */
  @State(Scope.Thread)
  public static class VitB32 extends Native {
    private final Gradients gradients;
    private final Optimizer optimizer;

    public VitB32() {
      Map<String, NDArray> parameters =
          new VisionTransformer(
                  224,
                  new VisionTransformerSettings(32, 768, 12, 12, 0, Activation.GELU, 1e-5),
                  512,
                  manager(),
                  new SplittableRandom(1))
              .parameters()
              .trained();
      List<ParameterGroup> groups = ParameterGroups.byShape(parameters);
      gradients = new Gradients(groups, manager());
      optimizer = new Optimizer(new AdamW(0.9, 0.98, 1e-6, 0.2), groups, manager());
      trained(
          () -> {
            NDArray squares =
                parameters.values().stream()
                    .map(parameter -> parameter.mul(parameter).sum())
                    .reduce(NDArray::add)
                    .orElseThrow();
            gradients.add(squares);
            return squares;
          });
    }

    /** Before the engine's memory goes. */
    @Override
    @TearDown(Level.Trial)
    public void close() {
      gradients.close();
      super.close();
    }
  }

  @Benchmark
  public void adamw(VitB32 state) {
    state.optimizer.step(state.gradients, 1, 1e-6);
  }
}
