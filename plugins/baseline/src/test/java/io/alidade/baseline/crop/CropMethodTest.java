package io.alidade.baseline.crop;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class CropMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new CropMethod();
  }

  @Override
  protected String experiment() {
    return "baseline.crop { size = 24, proposals { sides = [16, 24], places = 3, most = 5 } }";
  }
}
