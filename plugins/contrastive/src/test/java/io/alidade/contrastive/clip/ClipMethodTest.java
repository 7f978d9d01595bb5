package io.alidade.contrastive.clip;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class ClipMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new ClipMethod();
  }

  @Override
  protected String experiment() {
    return """
        contrastive.clip {
          width = 16
          image { size = 16, stem.channels = 4 }
          text { width = 16, heads = 2, context = 16 }
          vocabulary = 514
        }
        """;
  }
}
