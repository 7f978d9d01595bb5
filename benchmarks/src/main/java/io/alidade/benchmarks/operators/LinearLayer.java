package io.alidade.benchmarks.operators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.alidade.nn.Script;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A linear layer, forward and backward: as every script has it, and as the engine does. Shapes are
 * those of an MLP's first layer, batch 32.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LinearLayer {
  // What reaches y is given, so that nothing but the layer is timed.
  private static final String TEXT =
      """
        def back(self, y: Tensor, x: Tensor, w: Tensor, b: Tensor, pull: Tensor) -> Tensor:
          g = torch.grad([y], [x, w, b], annotate(List[Optional[Tensor]], [pull]), None, False, False)
          return torch.select(unchecked_cast(Tensor, g[2]), 0, 0)
        def ours(self, x: Tensor, w: Tensor, b: Tensor, pull: Tensor) -> Tensor:
          return (self).back((self).linear(x, w, b), x, w, b, pull)
        def engine(self, x: Tensor, w: Tensor, b: Tensor, pull: Tensor) -> Tensor:
          return (self).back(torch.linear(x, w, b), x, w, b, pull)
      """;

  /** (B, L, in) -> (B, L, out). */
  public abstract static class Layer extends Native {
    private final Script script = Script.compile("LinearLayer", TEXT, manager());
    private final NDArray[] tensors;

    Layer(long tokens, long in, long out) {
      NDArray x = manager().randomNormal(new Shape(32, tokens, in));
      NDArray weight = manager().randomNormal(new Shape(out, in));
      NDArray bias = manager().randomNormal(new Shape(out));
      List.of(x, weight, bias).forEach(leaf -> leaf.setRequiresGradient(true));
      tensors = new NDArray[] {x, weight, bias, manager().randomNormal(new Shape(32, tokens, out))};
    }

    float run(String method) {
      return trained(() -> script.call(method, tensors));
    }
  }

  /** 1600 x 768 x 3072. */
  @State(Scope.Thread)
  public static class VitB32 extends Layer {
    public VitB32() {
      super(50, 768, 3072);
    }
  }

  /** 2080 x 192 x 768. */
  @State(Scope.Thread)
  public static class Small extends Layer {
    public Small() {
      super(65, 192, 768);
    }
  }

  @Benchmark
  public float vitB32(VitB32 layer) {
    return layer.run("ours");
  }

  @Benchmark
  public float vitB32OfTheEngine(VitB32 layer) {
    return layer.run("engine");
  }

  @Benchmark
  public float small(Small layer) {
    return layer.run("ours");
  }

  @Benchmark
  public float smallOfTheEngine(Small layer) {
    return layer.run("engine");
  }
}
