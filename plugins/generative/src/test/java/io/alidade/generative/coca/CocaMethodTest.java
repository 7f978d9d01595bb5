package io.alidade.generative.coca;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class CocaMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new CocaMethod();
  }

  @Override
  protected String experiment() {
    return """
        generative.coca {
          width = 16
          image { size = 16, stem.channels = 4 }
          text { width = 16, heads = 2, context = 16 }
          vocabulary = 514
          decoder.heads = 2
        }
        """;
  }
}
