package io.alidade.contrastive.clip;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

/** CLIP with the paper's tower, whose rows are independent: the contract then caches gradients. */
class ClipWithTransformerTest extends MethodContract {
  @Override
  protected Method method() {
    return new ClipMethod();
  }

  @Override
  protected String experiment() {
    return """
        contrastive.clip {
          width = 16
          image { kind = vit, size = 16, vit { patch = 4, width = 16, layers = 2, heads = 2 } }
          text { width = 16, heads = 2, context = 16 }
          vocabulary = 514
        }
        """;
  }
}
