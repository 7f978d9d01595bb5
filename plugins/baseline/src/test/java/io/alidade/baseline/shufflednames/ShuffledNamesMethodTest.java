package io.alidade.baseline.shufflednames;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.api.Method;
import io.alidade.contracts.MethodContract;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShuffledNamesMethodTest extends MethodContract {
  @Override
  protected Method method() {
    return new ShuffledNamesMethod();
  }

  @Override
  protected String experiment() {
    return "baseline.shuffled-names { size = 24, backgrounds = [0.2, 0.1] }";
  }

  @Test
  void leavesNoNameInItsPlace() {
    List<String> names = List.of("a", "b", "c", "d", "e");
    for (int seed = 0; seed < 50; seed++) {
      List<String> read = ShuffledNamesMethod.shuffled(names, seed);
      assertThat(read).containsExactlyInAnyOrderElementsOf(names);
      for (int i = 0; i < names.size(); i++) {
        assertThat(read.get(i)).isNotEqualTo(names.get(i));
      }
    }
    assertThat(ShuffledNamesMethod.shuffled(names, 1))
        .isNotEqualTo(ShuffledNamesMethod.shuffled(names, 2));
  }
}
