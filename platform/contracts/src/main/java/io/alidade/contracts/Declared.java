package io.alidade.contracts;

import io.alidade.api.Field;
import io.alidade.api.Sample;
import io.alidade.api.Scene;
import io.alidade.api.Split;
import java.util.List;
import java.util.Set;

/** A split with the fields that a method declares and no others. */
record Declared(Split split, Set<Field> fields) implements Split {
  @Override
  public String name() {
    return split.name();
  }

  @Override
  public int size() {
    return split.size();
  }

  @Override
  public List<String> classNames() {
    return fields.contains(Field.LABEL)
            || fields.contains(Field.BOX_LABELS)
            || fields.contains(Field.MASK)
        ? split.classNames()
        : List.of();
  }

  @Override
  public SampleText text(int index) {
    SampleText text = split.text(index);
    return new SampleText(
        text.id(),
        fields.contains(Field.CAPTION) ? text.captions() : List.of(),
        fields.contains(Field.LABEL) ? text.label() : -1,
        text.group(),
        scene(text.scene()));
  }

  private Scene scene(Scene scene) {
    return fields.contains(Field.BOXES) || fields.contains(Field.MASK) ? scene : Scene.NONE;
  }

  @Override
  public Sample sample(int index) {
    SampleText text = text(index);
    return new Sample(
        text.id(),
        split.sample(index).image(),
        text.captions(),
        text.label(),
        text.group(),
        text.scene());
  }
}
