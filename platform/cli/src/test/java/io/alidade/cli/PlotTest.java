package io.alidade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.registry.MetricPoint;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlotTest {
  @Test
  void drawsAFallingLineFromTopLeftToBottomRight() {
    // 10 columns and 10 rows: value 9 - x lies in row x.
    List<MetricPoint> points = IntStream.range(0, 10).mapToObj(x -> at(x, 9 - x)).toList();

    List<String> lines = Plot.of(points, 22, false);

    assertThat(lines).hasSize(12);
    assertThat(lines.get(0)).isEqualTo("        9 |*");
    assertThat(lines.get(4)).isEqualTo("          |    *");
    assertThat(lines.get(9)).isEqualTo("        0 |         *");
    assertThat(lines.get(10)).isEqualTo("          +----------");
    assertThat(lines.get(11)).isEqualTo("           step 0   9");
  }

  @Test
  void usesDotsWithinACharacterWhereUnicodeIsThere() {
    List<String> lines = Plot.of(List.of(at(0, 1), at(1, 0)), 22, true);

    // 20 by 40 dots, two down for each one across: dot columns 0, 1, 2 hold rows 0, 1-2, 3-4; the
    // last two hold rows 36-37 and 38-39.
    assertThat(lines.get(0)).isEqualTo("        1 │⠱⡀");
    assertThat(lines.get(9)).startsWith("        0 │").endsWith("⢣");
  }

  @Test
  void drawsAConstantAndLeavesOutWhatIsNoNumber() {
    List<MetricPoint> points = List.of(at(0, 2), at(5, Double.NaN), at(10, 2));

    assertThat(Plot.of(points, 22, false).get(9)).isEqualTo("        2 |**********");
    assertThat(Plot.of(List.of(at(0, Double.NaN), at(1, 3)), 22, false)).isEmpty();
  }

  private static MetricPoint at(long step, double value) {
    return new MetricPoint("loss", step, value, Instant.EPOCH);
  }
}
