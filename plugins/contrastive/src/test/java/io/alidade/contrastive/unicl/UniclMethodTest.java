package io.alidade.contrastive.unicl;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class UniclMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new UniclMethod();
  }

  @Override
  protected String experiment() {
    return """
        contrastive.unicl {
          width = 16
          image { size = 16, stem.channels = 4 }
          text { width = 16, heads = 2, context = 16 }
          vocabulary = 514
        }
        """;
  }
}
