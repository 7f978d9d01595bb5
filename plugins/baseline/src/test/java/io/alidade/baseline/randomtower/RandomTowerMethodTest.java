package io.alidade.baseline.randomtower;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class RandomTowerMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new RandomTowerMethod();
  }

  @Override
  protected String experiment() {
    return "baseline.random-tower.strengths = [1, 100]";
  }
}
