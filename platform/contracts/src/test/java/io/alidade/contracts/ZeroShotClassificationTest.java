package io.alidade.contracts;

import io.alidade.api.Protocol;
import io.alidade.eval.ZeroShotClassification;

class ZeroShotClassificationTest extends ProtocolContract {
  @Override
  protected Protocol protocol() {
    return new ZeroShotClassification();
  }

  @Override
  protected String otherExecution() {
    return "execution { batch-size = 7, guesses = 2, neighbours = 0 }";
  }
}
