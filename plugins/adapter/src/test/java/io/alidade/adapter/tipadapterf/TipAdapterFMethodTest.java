package io.alidade.adapter.tipadapterf;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class TipAdapterFMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new TipAdapterFMethod();
  }

  @Override
  protected String experiment() {
    return "adapter.tip-adapter-f.search { alphas = 4, betas = 5 }";
  }
}
