package io.alidade.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.Drawing.Mark;
import io.alidade.api.Drawing.Side;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.api.Model;
import io.alidade.api.Protocol;
import io.alidade.api.Split;
import io.alidade.eval.Detection;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionTest extends ProtocolContract {
  @Override
  protected Protocol protocol() {
    return new Detection();
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

  /** Who knows every scene says what is true, box by box. */
  @Test
  void drawsWhatIsThereAndWhatIsFound() {
    for (Prediction each : evaluate(perfect(test())).predictions()) {
      List<Mark> marks = each.drawn().orElseThrow().marks();
      assertThat(names(marks, Side.SAID)).isNotEmpty().isEqualTo(names(marks, Side.TRUE));
    }
  }

  private static List<String> names(List<Mark> marks, Side side) {
    return marks.stream().filter(mark -> mark.side() == side).map(Mark::name).sorted().toList();
  }
}
