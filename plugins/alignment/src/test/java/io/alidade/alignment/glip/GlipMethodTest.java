package io.alidade.alignment.glip;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class GlipMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new GlipMethod();
  }

  @Override
  protected String experiment() {
    return """
    alignment.glip {
      size = 24, regions = 4, negatives = 2
      proposals { sides = [16, 24], places = 3, most = 5 }
    }
    train { steps = 24, optimizer.rate = 1e-3 }
    """;
  }
}
