package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.ParameterGroup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParameterGroupsTest {
  private NDManager manager;
  private final Map<String, NDArray> tower = new LinkedHashMap<>();

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = NDManager.newBaseManager("PyTorch");
    new VisionTransformer(
            16,
            new VisionTransformerSettings(8, 8, 3, 2, 0, Activation.GELU, 1e-5),
            4,
            manager,
            new SplittableRandom(1))
        .parameters()
        .trained()
        .forEach((name, value) -> tower.put("image." + name, value));
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private static ParameterGroup of(List<ParameterGroup> groups, String parameter) {
    return groups.stream()
        .filter(group -> group.parameters().containsKey(parameter))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void letsMatricesDecayAlone() {
    List<ParameterGroup> groups = ParameterGroups.byShape(tower);
    assertThat(groups)
        .extracting(ParameterGroup::name)
        .containsExactly("matrices", "biases-and-norms");
    assertThat(groups).allSatisfy(group -> assertThat(group.rate()).isEqualTo(1));
    for (String matrix :
        List.of("image.patches.weight", "image.positions", "image.blocks.1.mlp.in.weight")) {
      assertThat(of(groups, matrix).decay()).as(matrix).isEqualTo(1);
    }
    for (String vector :
        List.of("image.class-token", "image.norm.weight", "image.blocks.1.mlp.in.bias")) {
      assertThat(of(groups, vector).decay()).as(vector).isEqualTo(0);
    }
    everythingOnce(groups);
  }

  /**
   * timm's param_groups_layer_decay gives a vision transformer of 3 blocks 5 layers (stem, blocks,
   * head) and the scales 0.5^4, ..., 0.5^0; its norm behind the blocks is of the last block's.
   */
  @Test
  void letsTheRateFallWithDepthAsTimmDoes() {
    List<ParameterGroup> groups = ParameterGroups.byDepth(tower, 0.5);
    Map<String, Double> rates =
        Map.of(
            "image.patches.weight", 0.0625,
            "image.class-token", 0.0625,
            "image.positions", 0.0625,
            "image.norm-pre.weight", 0.0625,
            "image.blocks.0.norm-1.weight", 0.125,
            "image.blocks.1.attention.in.weight", 0.25,
            "image.blocks.2.mlp.out.bias", 0.5,
            "image.norm.bias", 0.5,
            "image.projection.weight", 1.0);
    rates.forEach((name, rate) -> assertThat(of(groups, name).rate()).as(name).isEqualTo(rate));
    assertThat(of(groups, "image.blocks.0.mlp.in.weight").decay()).isEqualTo(1);
    assertThat(of(groups, "image.blocks.0.mlp.in.bias").decay()).isEqualTo(0);
    assertThat(groups).extracting(ParameterGroup::name).doesNotHaveDuplicates();
    everythingOnce(groups);
  }

  @Test
  void keepsOneRateAtAFactorOfOne() {
    assertThat(ParameterGroups.byDepth(tower, 1))
        .allSatisfy(group -> assertThat(group.rate()).isEqualTo(1));
  }

  private void everythingOnce(List<ParameterGroup> groups) {
    assertThat(groups.stream().flatMap(group -> group.parameters().keySet().stream()))
        .containsExactlyInAnyOrderElementsOf(tower.keySet());
  }
}
