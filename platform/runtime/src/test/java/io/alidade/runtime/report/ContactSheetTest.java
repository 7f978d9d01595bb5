package io.alidade.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.AlidadeException;
import io.alidade.registry.Registry;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTest {
  @TempDir Path folder;

  @Test
  void drawsImagesNamesAndMarks() throws IOException {
    Path file = folder.resolve("sheet.png");
    try (Registry registry = Registry.open(folder.resolve("registry.db"))) {
      ContactSheet.write(folder, registry.run(Story.tell(registry, folder)), file);
    } catch (AlidadeException e) {
      assertThat(e).hasMessageContaining("finds no fonts");
      Assumptions.abort(e.getMessage()); // Names cannot be drawn here.
    }
    BufferedImage picture = ImageIO.read(file.toFile());
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        colours.add(picture.getRGB(x, y) & 0xffffff);
      }
    }
    // A right frame, a wrong frame, text, and the disc of drawing 0: (0, 0, 255).
    assertThat(colours).contains(0x1a6e50, 0xa8431f, 0x1d2126, 0x0000ff);
    assertThat(picture.getWidth()).isLessThan(2000);
  }

  @Test
  void saysThatARunHasNothingToDraw() {
    try (Registry registry = Registry.open(folder.resolve("registry.db"))) {
      String id = Story.run(registry, "contrastive.toy", "d".repeat(64), 1, 0.5);
      assertThatThrownBy(
              () -> ContactSheet.write(folder, registry.run(id), folder.resolve("sheet.png")))
          .isInstanceOf(AlidadeException.class)
          .hasMessage(id + ": has no predictions to draw; expected a run with an evaluation");
    }
  }
}
