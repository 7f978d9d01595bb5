package io.alidade.contrastive.unicl;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

/** Rows are independent then: the contract caches gradients, with the labels beside them. */
class UniclWithTransformerTest extends MethodContract {
  @Override
  protected Method method() {
    return new UniclMethod();
  }

  @Override
  protected String experiment() {
    return """
        contrastive.unicl {
          width = 16
          image { kind = vit, size = 16, vit { patch = 4, width = 16, layers = 2, heads = 2 } }
          text { width = 16, heads = 2, context = 16 }
          vocabulary = 514
        }
        """;
  }
}
