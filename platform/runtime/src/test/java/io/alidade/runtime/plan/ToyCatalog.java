package io.alidade.runtime.plan;

import io.alidade.api.Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Two methods, two data sets and one protocol to plan with. */
record ToyCatalog(int methodVersion, int protocolVersion, String clipReference) implements Catalog {
  private static final String CLIP =
      """
      toy.clip {
        # Numbers an embedding.
        width = 64
        # Of the softmax.
        temperature = 0.07
        start = random
        prompts = []
        weights { image = 1.0 }
      }
      """;

  static final ToyCatalog FIRST = new ToyCatalog(1, 1, CLIP);

  enum Start {
    RANDOM,
    FROM_TEXT
  }

  record ClipSettings(
      @Range(min = 1) int width,
      @Range(above = 0) double temperature,
      Start start,
      List<String> prompts,
      Map<String, Double> weights,
      Optional<Integer> depth) {}

  record PixelsSettings(@Range(min = 1) int side, List<String> templates) {}

  record ZeroShot(List<String> templates, Execution execution) {
    record Execution(@Range(min = 1) int batchSize) {}
  }

  @Override
  public Set<String> methods() {
    return Set.of("toy.clip", "toy.pixels");
  }

  @Override
  public Set<String> datasets() {
    return Set.of("iconic/emoji", "iconic/flags", "image-folder:*");
  }

  @Override
  public Set<String> protocols() {
    return Set.of("zero-shot");
  }

  @Override
  public int methodVersion(String method) {
    return methodVersion;
  }

  @Override
  public Class<? extends Record> methodSettings(String method) {
    return method.equals("toy.clip") ? ClipSettings.class : PixelsSettings.class;
  }

  @Override
  public String methodReference(String method) {
    return method.equals("toy.clip")
        ? clipReference
        : "toy.pixels { side = 16, templates = [\"{}\"] }";
  }

  @Override
  public List<String> methodFoundations(String method) {
    return List.of();
  }

  @Override
  public int protocolVersion(String protocol) {
    return protocolVersion;
  }

  @Override
  public Class<? extends Record> protocolSettings(String protocol) {
    return ZeroShot.class;
  }

  @Override
  public String protocolReference(String protocol) {
    return "zero-shot { templates = [\"{}\"], execution { batch-size = 128 } }";
  }
}
