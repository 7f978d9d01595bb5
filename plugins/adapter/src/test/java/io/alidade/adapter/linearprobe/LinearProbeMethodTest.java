package io.alidade.adapter.linearprobe;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class LinearProbeMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new LinearProbeMethod();
  }

  @Override
  protected String experiment() {
    return "adapter.linear-probe.strengths = [1, 100]";
  }
}
