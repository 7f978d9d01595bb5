package io.alidade.contracts;

import io.alidade.api.Model;
import io.alidade.api.Protocol;
import io.alidade.api.Split;
import io.alidade.eval.SemanticSegmentation;

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
}
