package io.alidade.contracts;

import io.alidade.api.Protocol;
import io.alidade.eval.BaseToNew;

class BaseToNewTest extends ProtocolContract {
  @Override
  protected Protocol protocol() {
    return new BaseToNew();
  }

  @Override
  protected String otherExecution() {
    return "execution { batch-size = 7, guesses = 2, neighbours = 0 }";
  }

  /** Eight of the sixteen classes are base, eight new. */
  @Override
  protected long samples(String metric) {
    return metric.contains("harmonic") ? test().size() : test().size() / 2;
  }
}
