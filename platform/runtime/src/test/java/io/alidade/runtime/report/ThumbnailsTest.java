package io.alidade.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailsTest {
  @TempDir Path folder;

  @Test
  void keepsEveryShownImageOnWhite() {
    Thumbnails.write(folder, 1, new Story.Drawings(100), Story.evaluation());
    Tiles tiles = Tiles.read(folder, 1).orElseThrow();
    Shown shown = Shown.of(Story.evaluation());
    assertThat(tiles.thumbnails().indices()).containsExactlyElementsOf(shown.indices());
    // Drawing 4 is a disc of colour (4 * 37, 4 * 91 mod 200, 255 - 4 * 53) on nothing.
    BufferedImage disc = tiles.image(4).orElseThrow();
    assertThat(disc.getRGB(16, 16) & 0xffffff).isEqualTo(148 << 16 | 164 << 8 | 43);
    assertThat(disc.getRGB(0, 0) & 0xffffff).isEqualTo(0xffffff);
    assertThat(tiles.html(4, "a \"disc\"")).contains("a &quot;disc&quot;");
    assertThat(tiles.image(99)).isEmpty();
  }

  @Test
  void knowsWhenARunKeptNone() {
    assertThat(Tiles.read(folder, 1)).isEmpty();
  }
}
