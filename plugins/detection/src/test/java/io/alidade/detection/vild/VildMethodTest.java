package io.alidade.detection.vild;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class VildMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new VildMethod();
  }

  @Override
  protected String experiment() {
    return """
    detection.vild { size = 24, proposals = 3, test-proposals = 4 }
    train { steps = 24, optimizer.rate = 1e-3 }
    """;
  }
}
