package io.alidade.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.DatasetFormat;
import io.alidade.api.Image;
import io.alidade.api.Split;
import org.junit.jupiter.api.Test;

class ShapesTest extends DatasetContract {
  @Override
  protected DatasetFormat format() {
    return new Shapes();
  }

  @Override
  protected String dataset() {
    return Shapes.ID;
  }

  @Test
  void drawsWhatItsNameSays() {
    Split test = Shapes.split("test");
    assertThat(test.text(0).captions()).containsExactly("red circle", "a circle in red");
    Image circle = test.sample(0).image();
    int centre = 4 * (12 * 24 + 12);
    assertThat(circle.pixels()[centre]).as("red").isEqualTo((byte) 220);
    assertThat(circle.pixels()[centre + 3]).as("alpha").isEqualTo((byte) 255);
    assertThat(circle.pixels()[3]).as("the corner's alpha").isZero();
  }
}
