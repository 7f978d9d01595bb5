package io.alidade.prompt.coop;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class CoopMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new CoopMethod();
  }

  @Override
  protected String experiment() {
    return "prompt.coop.vectors = 4, train.optimizer.rate = 0.02";
  }
}
