package io.alidade.segmentation.maskclip;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class MaskclipMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new MaskclipMethod();
  }

  @Override
  protected String experiment() {
    return "segmentation.maskclip { size = 24, backgrounds = [0.2, 0.1] }";
  }
}
