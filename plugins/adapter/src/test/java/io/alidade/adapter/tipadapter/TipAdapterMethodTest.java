package io.alidade.adapter.tipadapter;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class TipAdapterMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new TipAdapterMethod();
  }
}
