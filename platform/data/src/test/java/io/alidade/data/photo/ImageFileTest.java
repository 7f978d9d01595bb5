package io.alidade.data.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.AlidadeException;
import io.alidade.api.Image;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFileTest {
  @TempDir private Path folder;

  private static byte[] file(String format, BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  private static BufferedImage noise(int height, int width, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    SplittableRandom random = new SplittableRandom(1);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, 0xff000000 | random.nextInt(1 << 24));
      }
    }
    return image;
  }

  private static int[] levels(Pixels pixels) {
    Image image = pixels.rgb();
    int[] levels = new int[image.pixels().length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = image.pixels()[i] & 0xff;
    }
    return levels;
  }

  @Test
  void readsEveryPixelOfAPng() throws IOException {
    BufferedImage image = noise(3, 2, BufferedImage.TYPE_INT_RGB);
    int[] levels = levels(ImageFile.decode("noise.png", file("png", image)));
    for (int i = 0; i < 6; i++) {
      int rgb = image.getRGB(i % 2, i / 2);
      assertThat(Arrays.copyOfRange(levels, 3 * i, 3 * i + 3))
          .containsExactly(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
    }
  }

  @Test
  void looksColoursUpInAPalette() throws IOException {
    byte[] red = {0, 10};
    byte[] green = {0, 20};
    byte[] blue = {0, 30};
    IndexColorModel colours = new IndexColorModel(8, 2, red, green, blue);
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED, colours);
    image.getRaster().setSample(1, 0, 0, 1);
    assertThat(levels(ImageFile.decode("palette.png", file("png", image))))
        .containsExactly(0, 0, 0, 10, 20, 30);
  }

  @Test
  void keepsAGreyWhichJavaWouldBrighten() throws IOException {
    BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(0, 0, 0, 100);
    assertThat(levels(ImageFile.decode("grey.png", file("png", image))))
        .containsExactly(100, 100, 100);
    assertThat(levels(ImageFile.decode("grey.jpg", file("jpg", image))))
        .containsExactly(100, 100, 100);
  }

  @Test
  void turnsJpegsLumaAndChromaIntoColours() throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64; i++) {
      image.setRGB(i % 8, i / 8, 0xc86432); // 200, 100, 50
    }
    int[] levels = levels(ImageFile.decode("brown.jpg", file("jpg", image)));
    for (int i = 0; i < levels.length; i++) {
      assertThat(levels[i])
          .isBetween(List.of(196, 96, 46).get(i % 3), List.of(204, 104, 54).get(i % 3));
    }
  }

  @Test
  void namesAFileThatIsCutShortAnywhere() throws IOException {
    for (String format : List.of("jpg", "png")) {
      byte[] whole = file(format, noise(40, 40, BufferedImage.TYPE_INT_RGB));
      ImageFile.decode("whole", whole);
      for (int percent : new int[] {0, 1, 5, 20, 50, 90}) {
        byte[] part = Arrays.copyOf(whole, whole.length * percent / 100);
        assertThatThrownBy(() -> ImageFile.decode("street." + format, part))
            .as(format + " " + percent)
            .isInstanceOf(AlidadeException.class)
            .hasMessageStartingWith("street." + format + ": ")
            .hasMessageContaining("expected a whole JPEG, PNG, GIF or BMP image");
      }
    }
  }

  @Test
  void answersDamageWithPixelsOrWithItsOwnError() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    for (String format : List.of("jpg", "png", "gif", "bmp")) {
      byte[] whole = file(format, noise(24, 24, BufferedImage.TYPE_INT_RGB));
      for (int i = 0; i < 300; i++) {
        byte[] damaged = whole.clone();
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        try {
          ImageFile.decode("damaged", damaged);
        } catch (AlidadeException e) {
          assertThat(e.kind()).isEqualTo(AlidadeException.Kind.DATA);
          assertThat(e).hasMessageStartingWith("damaged: ");
        }
      }
    }
  }

  @Test
  void refusesAFileThatClaimsToBeEnormous() throws IOException {
    byte[] png = file("png", noise(2, 2, BufferedImage.TYPE_INT_RGB));
    png[16] = 0x7f; // The width's highest byte.
    assertThatThrownBy(() -> ImageFile.decode("bomb.png", png))
        .isInstanceOf(AlidadeException.class)
        .hasMessageContaining("the image claims 2 x 2130706434 pixels");
  }

  @Test
  void skipsWhatCannotBeReadWhereTheCallerSaysSo() throws IOException {
    Path text = folder.resolve("note.jpg");
    Files.write(text, "no image".getBytes(StandardCharsets.UTF_8));
    List<String> skipped = new ArrayList<>();
    assertThat(ImageFile.read(text, e -> skipped.add(e.getMessage()))).isEmpty();
    assertThat(ImageFile.read(folder.resolve("gone.jpg"), e -> skipped.add(e.getMessage())))
        .isEmpty();
    assertThat(skipped)
        .satisfiesExactly(
            one -> assertThat(one).startsWith(text + ": the file begins as none of them does"),
            two -> assertThat(two).startsWith(folder.resolve("gone.jpg") + ": cannot be read"));
  }
}
