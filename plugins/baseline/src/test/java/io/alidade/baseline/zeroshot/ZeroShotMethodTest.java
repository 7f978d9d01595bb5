package io.alidade.baseline.zeroshot;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class ZeroShotMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new ZeroShotMethod();
  }
}
