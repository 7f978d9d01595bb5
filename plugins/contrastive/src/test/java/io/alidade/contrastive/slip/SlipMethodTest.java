package io.alidade.contrastive.slip;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class SlipMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new SlipMethod();
  }

  @Override
  protected String experiment() {
    return """
        contrastive.slip {
          width = 16
          image { size = 16, stem.channels = 4 }
          text { width = 16, heads = 2, context = 16 }
          vocabulary = 514
          views { hidden = 16, width = 8 }
        }
        """;
  }
}
