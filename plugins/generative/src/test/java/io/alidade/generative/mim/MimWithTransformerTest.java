package io.alidade.generative.mim;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

/** A tower with a class token before its patches. */
class MimWithTransformerTest extends MethodContract {
  @Override
  protected Method method() {
    return new MimMethod();
  }

  @Override
  protected String experiment() {
    return """
        generative.mim {
          width = 16
          image { kind = vit, size = 16, vit { patch = 4, width = 16, layers = 2, heads = 2 } }
          text { width = 16, heads = 2, context = 16 }
          vocabulary = 514
        }
        """;
  }
}
