package io.alidade.iconic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.AlidadeException;
import io.alidade.api.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawingsTest {
  private static final List<String> ICONS =
      List.of("wi/rain", "oi/cloud", "wi/snow-wind", "wi/moonrise");

  @TempDir private Path folder;
  private final Notes said = new Notes();

  private Drawings open(List<String> icons) {
    return open(icons, folder, said);
  }

  private static Drawings open(List<String> icons, Path folder, Progress progress) {
    return Objects.requireNonNull(
        Drawings.open(
                List.of(new Drawings.Sheet("sky", icons)), new Cache(folder, progress), progress)
            .get("sky"));
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }

  private static byte[] pixels(Drawings drawings, int index) {
    return drawings.image(index).pixels();
  }

  @Test
  void keepsDrawingsInTheirOrder() {
    Drawings drawn = open(ICONS);
    Drawings kept = open(ICONS);
    Drawings turned = open(List.of("wi/snow-wind", "wi/rain"));
    for (int i = 0; i < ICONS.size(); i++) {
      assertThat(pixels(kept, i)).isEqualTo(pixels(drawn, i));
    }
    assertThat(pixels(turned, 0)).isEqualTo(pixels(drawn, 2)).isNotEqualTo(pixels(drawn, 0));
    assertThat(pixels(turned, 1)).isEqualTo(pixels(drawn, 0));
    assertThat(kept.sources()).isEqualTo(drawn.sources()).isNotEqualTo(turned.sources());
  }

  @Test
  void saysHowFarItIsInOrderAndNothingWhenAllIsThere() {
    open(ICONS);
    assertThat(said.steps())
        .containsExactly(
            "icons drawn 1/4", "icons drawn 2/4", "icons drawn 3/4", "icons drawn 4/4");
    said.steps().clear();
    open(ICONS);
    assertThat(said.steps()).isEmpty();
  }

  @Test
  void drawsADamagedFileAgain() throws IOException {
    byte[] good = pixels(open(ICONS), 1);
    byte[] bytes = Files.readAllBytes(file());
    bytes[bytes.length / 2] ^= 1;
    Files.write(file(), bytes);
    assertThat(pixels(open(ICONS), 1)).isEqualTo(good);
    assertThat(said.notes()).singleElement().asString().contains("its checksum does not fit");
    said.notes().clear();
    assertThat(pixels(open(ICONS), 1)).isEqualTo(good);
    assertThat(said.notes()).isEmpty();
  }

  @Test
  void drawsWithoutACache() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "in the way");
    Drawings without = open(ICONS, file.resolve("cache"), said);
    assertThat(said.notes()).hasSize(1);
    Drawings with = open(ICONS, folder.resolve("cache"), said);
    assertThat(pixels(without, 3)).isEqualTo(pixels(with, 3));
    assertThat(without.sources()).isEqualTo(with.sources());
  }

  @Test
  void givesManyThreadsTheSame() {
    Drawings first = open(ICONS);
    List<Drawings> opened = IntStream.range(0, 8).parallel().mapToObj(i -> open(ICONS)).toList();
    assertThat(said.notes()).isEmpty();
    boolean same =
        IntStream.range(0, 10_000)
            .parallel()
            .allMatch(
                i ->
                    java.util.Arrays.equals(
                        pixels(opened.get(i % 8), i % 4), pixels(first, i % 4)));
    assertThat(same).isTrue();
  }

  @Test
  void namesAnIconThatIsNotThere() {
    assertThatThrownBy(() -> open(List.of("wi/rain", "wi/frogs")))
        .isInstanceOf(AlidadeException.class)
        .hasMessageMatching("wi/frogs is not in iconify__json [0-9.]+");
    assertThatThrownBy(() -> open(List.of("nobody/rain")))
        .isInstanceOf(AlidadeException.class)
        .hasMessageMatching("icon set nobody is not in iconify__json [0-9.]+; .*");
    assertThat(folder).isEmptyDirectory();
  }
}
