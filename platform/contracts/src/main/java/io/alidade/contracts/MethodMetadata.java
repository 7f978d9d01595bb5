package io.alidade.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.Method;
import io.alidade.api.MethodSpec;
import io.alidade.runtime.project.MethodId;
import org.assertj.core.api.SoftAssertions;

/** What a method says of itself to those who list methods. */
final class MethodMetadata {
  private final Class<? extends Method> type;
  private final MethodSpec spec;

  MethodMetadata(Method method) {
    this.type = method.getClass();
    this.spec = TinyExperiment.spec(method);
  }

  void checkNames() {
    MethodId id = MethodId.parse(spec.id());
    assertThat("." + type.getPackageName())
        .withFailMessage(
            "%s lies in package %s; expected one that ends in %s, as its id %s says",
            type.getSimpleName(), type.getPackageName(), id.packageName(), spec.id())
        .endsWith("." + id.packageName());
    assertThat(type.getSimpleName())
        .withFailMessage(
            "%s is the class of %s; expected the name %sMethod",
            type.getSimpleName(), spec.id(), id.typeName())
        .isEqualTo(id.typeName() + "Method");
  }

  /** Says everything that is amiss at once. */
  void checkWords() {
    SoftAssertions all = new SoftAssertions();
    all.assertThat(spec.summary())
        .withFailMessage(
            "%s: summary is \"%s\"; expected one sentence without its full stop",
            spec.id(), spec.summary())
        .matches("\\S.*[^.\\s]");
    all.assertThat(spec.paper())
        .withFailMessage(
            "%s: paper is \"%s\"; expected authors, title and a link to read it at",
            spec.id(), spec.paper())
        .containsPattern("\\S.*https?://\\S+");
    all.assertThat(spec.year())
        .withFailMessage(
            "%s: year is %d; expected the year in which the paper appeared", spec.id(), spec.year())
        .isBetween(1900, 2100);
    all.assertThat(spec.version())
        .withFailMessage("%s: version is %d; expected 1 or more", spec.id(), spec.version())
        .isPositive();
    all.assertThat(spec.needs())
        .withFailMessage("%s: needs names a field twice; expected each once", spec.id())
        .doesNotHaveDuplicates();
    all.assertAll();
  }
}
