package io.alidade.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.Field;
import io.alidade.api.Split;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeclaredTest {
  private final Split whole = Shapes.split("test");

  @Test
  void hidesWhatAMethodDoesNotAskFor() {
    Split images = new Declared(whole, Set.of(Field.IMAGE));
    assertThat(images.classNames()).isEmpty();
    assertThat(images.text(3).captions()).isEmpty();
    assertThat(images.text(3).label()).isEqualTo(-1);
    assertThat(images.sample(3).label()).isEqualTo(-1);
    assertThat(images.text(3).id()).isEqualTo(whole.text(3).id());
    assertThat(images.sample(3).image().pixels()).isEqualTo(whole.sample(3).image().pixels());
  }

  @Test
  void showsWhatItAsksFor() {
    Split all = new Declared(whole, Set.of(Field.values()));
    assertThat(all.classNames()).isEqualTo(whole.classNames());
    assertThat(all.text(3)).isEqualTo(whole.text(3));
  }
}
