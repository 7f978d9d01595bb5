package io.alidade.baseline.classifier;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;

class ClassifierMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new ClassifierMethod();
  }

  @Override
  protected String experiment() {
    return "baseline.classifier.image { size = 16, stem.channels = 4 }";
  }
}
