package io.alidade.benchmarks.operators;

import io.alidade.api.Image;
import io.alidade.api.ImageSpec;
import io.alidade.data.photo.ImageTransform;
import io.alidade.data.photo.Pixels;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A photograph of 640 x 480 to the 224 x 224 of CLIP: PIL's bicubic resize, and the crop. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PhotoResize {
  private static final List<Float> HALVES = List.of(0.5f, 0.5f, 0.5f);
  private static final ImageSpec SPEC =
      new ImageSpec(224, 224, HALVES, HALVES, List.of(255, 255, 255));

  /** Noise: how long a resize takes does not hang on what it sees. */
  @State(Scope.Thread)
  public static class Photo {
    private final Pixels pixels;

    public Photo() {
      byte[] noise = new byte[480 * 640 * 3];
      new Random(1).nextBytes(noise);
      pixels = Pixels.of(new Image(480, 640, 3, noise));
    }
  }

  @Benchmark
  public Image bicubic(Photo photo) {
    return ImageTransform.CLIP.apply(photo.pixels, SPEC);
  }
}
