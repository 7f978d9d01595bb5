package io.alidade.baseline.background;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class BackgroundMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new BackgroundMethod();
  }

  @Override
  protected String experiment() {
    return "baseline.background { size = 24 }";
  }
}
