package io.alidade.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.Drawing.Mark;
import io.alidade.api.Drawing.Side;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.api.Model;
import io.alidade.api.Protocol;
import io.alidade.api.Split;
import io.alidade.eval.PhraseGrounding;
import java.util.List;
import org.junit.jupiter.api.Test;

class PhraseGroundingTest extends ProtocolContract {
  @Override
  protected Protocol protocol() {
    return new PhraseGrounding();
  }

  @Override
  protected String otherExecution() {
    return "execution { batch-size = 7 }";
  }

  @Override
  protected Model perfect(Split test) {
    return SceneModels.knowing(test);
  }

  @Override
  protected Model guessing() {
    return SceneModels.guessing();
  }

  @Test
  void drawsWhatAPhraseSpeaksOfAndTheBoxChosen() {
    for (Prediction each : evaluate(perfect(test())).predictions()) {
      List<Mark> marks = each.drawn().orElseThrow().marks();
      assertThat(marks).filteredOn(mark -> mark.side() == Side.TRUE).isNotEmpty();
      assertThat(marks).filteredOn(mark -> mark.side() == Side.SAID).hasSize(1);
      assertThat(marks).allSatisfy(mark -> assertThat(mark.name()).isEqualTo(each.truth()));
    }
  }
}
