package io.alidade.alignment.itm;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class ItmMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new ItmMethod();
  }

  @Override
  protected String experiment() {
    return """
        alignment.itm.fusion.heads = 2
        train { steps = 24, optimizer.rate = 1e-2 }
        """;
  }
}
