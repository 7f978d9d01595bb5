package io.alidade.prompt.vpt;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.api.ParameterGroup;
import io.alidade.contracts.ReferenceClip;
import io.alidade.nn.DualTowers;
import io.alidade.nn.Engine;
import io.alidade.nn.Gradients;
import io.alidade.nn.Ops;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import io.alidade.testkit.Tolerance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VptGoldenTest {
  private static final Tolerance LOGITS = new Tolerance(1e-3, 1e-3);

  private NDManager manager;
  private DualTowers towers;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = Engine.openOnCpu();
    towers = ReferenceClip.towers(manager);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Prompts by the reference's names, the first block's first. */
  private Map<String, NDArray> prompts(GoldenCase golden) {
    Map<String, NDArray> prompts = new LinkedHashMap<>();
    prompts.put("visual.VPT", golden.tensor("param.visual.VPT").on(manager));
    for (int i = 1; i < golden.number("params", "depth"); i++) {
      String name = "visual.transformer.resblocks." + i + ".VPT_shallow";
      prompts.put(name, golden.tensor("param." + name).on(manager));
    }
    prompts.values().forEach(prompt -> prompt.setRequiresGradient(true));
    return prompts;
  }

  /** VPT of muzairkhattak/multimodal-prompt-learning, through a CLIP of open_clip. */
  @ParameterizedTest
  @ValueSource(strings = {"vpt_shallow", "vpt_deep"})
  void hasTheLogitsAndGradientsOfTheReference(String name) {
    GoldenCase golden = Golden.read("transfer/" + name);
    Map<String, NDArray> prompts = prompts(golden);
    PromptedTowers prompted = new PromptedTowers(towers, List.copyOf(prompts.values()), manager);
    NDArray texts = Ops.normalise(golden.tensor("text_features").on(manager));
    VptObjective objective = new VptObjective(prompted, texts);
    NDArray images = golden.tensor("pixel_values").on(manager);
    LOGITS.check("logits", objective.logits(images), golden.tensor("logits"));
    List<ParameterGroup> group = List.of(new ParameterGroup("prompts", prompts, 1, 1));
    try (Gradients gradients = new Gradients(group, manager)) {
      NDArray loss =
          Engine.withGradients(
              () -> {
                NDArray total =
                    VptObjective.loss(objective.logits(images), golden.tensor("labels").on(manager))
                        .total();
                gradients.add(total);
                return total;
              });
      Tolerance.MODEL.check("loss", loss, golden.tensor("loss"));
      for (String prompt : prompts.keySet()) {
        Tolerance.GRADIENT.check(
            "d " + prompt,
            Objects.requireNonNull(gradients.byName().get(prompt)),
            golden.tensor("grad." + prompt));
      }
    }
  }
}
