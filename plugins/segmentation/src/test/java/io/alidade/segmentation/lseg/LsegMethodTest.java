package io.alidade.segmentation.lseg;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class LsegMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new LsegMethod();
  }

  @Override
  protected String experiment() {
    return """
    segmentation.lseg { size = 24 }
    train { steps = 20, optimizer.rate = 2e-3 }
    """;
  }
}
