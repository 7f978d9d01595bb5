package io.alidade.nn;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class SceneBatchTest {
  @Test
  void saysWhichThingABoxHolds() {
    SceneBatch scenes =
        new SceneBatch(
            List.of(List.of(), List.of(new Box(0, 0, 8, 8), new Box(0, 0, 4, 8))),
            List.of(List.of(), List.of(3, 5)));
    assertThat(scenes.held(0, new Box(0, 0, 8, 8))).isEqualTo(-1);
    assertThat(scenes.held(1, new Box(0, 0, 7, 8))).isEqualTo(0); // 7/8 against 4/7
    assertThat(scenes.held(1, new Box(0, 0, 4, 7))).isEqualTo(1); // 7/16 against 7/8
    assertThat(scenes.held(1, new Box(4, 0, 8, 8))).isEqualTo(0); // just one half
    assertThat(scenes.held(1, new Box(5, 0, 8, 8))).isEqualTo(-1); // 3/8
  }
}
