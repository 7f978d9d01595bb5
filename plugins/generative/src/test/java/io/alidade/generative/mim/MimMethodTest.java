package io.alidade.generative.mim;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class MimMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new MimMethod();
  }

  @Override
  protected String experiment() {
    return """
        generative.mim {
          width = 16
          image { size = 16, stem.channels = 4 }
          text { width = 16, heads = 2, context = 16 }
          vocabulary = 514
        }
        """;
  }
}
