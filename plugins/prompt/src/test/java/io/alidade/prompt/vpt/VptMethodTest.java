package io.alidade.prompt.vpt;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class VptMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new VptMethod();
  }

  @Override
  protected String experiment() {
    return "prompt.vpt.tokens = 2, train.optimizer.rate = 0.02";
  }
}
