package io.alidade.contracts;

import io.alidade.api.Protocol;
import io.alidade.eval.FewShotClassification;

class FewShotClassificationTest extends ProtocolContract {
  @Override
  protected Protocol protocol() {
    return new FewShotClassification();
  }

  @Override
  protected String otherExecution() {
    return "execution { batch-size = 7, guesses = 2, neighbours = 0 }";
  }
}
