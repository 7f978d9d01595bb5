package io.alidade.contrastive.siglip;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class SiglipMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new SiglipMethod();
  }

  @Override
  protected String experiment() {
    return """
        contrastive.siglip {
          width = 16
          image { size = 16, stem.channels = 4 }
          text { width = 16, heads = 2, context = 16 }
          vocabulary = 514
        }
        """;
  }
}
