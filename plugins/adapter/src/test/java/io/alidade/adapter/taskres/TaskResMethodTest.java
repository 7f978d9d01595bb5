package io.alidade.adapter.taskres;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class TaskResMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new TaskResMethod();
  }

  @Override
  protected String experiment() {
    return "train.optimizer.rate = 1e-2";
  }
}
