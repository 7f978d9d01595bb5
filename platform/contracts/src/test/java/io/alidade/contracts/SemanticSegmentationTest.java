package io.alidade.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.Drawing.Areas;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.api.Model;
import io.alidade.api.Protocol;
import io.alidade.api.Split;
import io.alidade.eval.SemanticSegmentation;
import java.util.List;
import org.junit.jupiter.api.Test;

class SemanticSegmentationTest extends ProtocolContract {
  @Override
  protected Protocol protocol() {
    return new SemanticSegmentation();
  }

  @Override
  protected String otherExecution() {
    return "execution { batch-size = 7, guesses = 2 }";
  }

  @Override
  protected Model perfect(Split test) {
    return SceneModels.knowing(test);
  }

  @Override
  protected Model guessing() {
    return SceneModels.guessing();
  }

  /** Who knows every scene gives each pixel what is true. */
  @Test
  void drawsEachPixelsTrueAndSaidClass() {
    for (Prediction each : evaluate(perfect(test())).predictions()) {
      List<Areas> areas = each.drawn().orElseThrow().areas();
      assertThat(areas.get(0).names()).isNotEmpty();
      assertThat(areas.get(1).names()).isEqualTo(areas.get(0).names());
      assertThat(areas.get(1).runs()).isEqualTo(areas.get(0).runs());
    }
  }
}
