package io.alidade.runtime.report;

import io.alidade.api.AlidadeException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Thumbnails inside a page: the one PNG as a data URI, each tile a window on it. */
final class Tiles {
  private final int number;
  private final Thumbnails thumbnails;
  private final byte[] png;

  private Tiles(int number, Thumbnails thumbnails, byte[] png) {
    this.number = number;
    this.thumbnails = thumbnails;
    this.png = png;
  }

  static Optional<Tiles> read(Path folder, int number) {
    Optional<Thumbnails> index = Thumbnails.read(folder, number);
    if (index.isEmpty()) {
      return Optional.empty();
    }
    Path picture = Thumbnails.picture(folder, number);
    try {
      return Optional.of(new Tiles(number, index.get(), Files.readAllBytes(picture)));
    } catch (IOException e) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE, picture + ": cannot be read; expected a PNG", e);
    }
  }

  Thumbnails thumbnails() {
    return thumbnails;
  }

  /** The rule that every tile of this evaluation shares; {@code --side} is set by the page. */
  String css() {
    int rows = thumbnails.height() / thumbnails.tile();
    return """
        .images-%d{background-image:url(data:image/png;base64,%s);\
        background-size:calc(%d*var(--side)) calc(%d*var(--side))}
        """
        .formatted(number, Base64.getEncoder().encodeToString(png), thumbnails.columns(), rows);
  }

  /** The tile of a sample of the split, {@code label} read out in its place. */
  String html(int sample, String label) {
    int place = thumbnails.place(sample);
    if (place < 0) {
      return "<span class=\"tile\"></span>";
    }
    return ("<span class=\"tile images-%d\" role=\"img\" aria-label=\"%s\" title=\"%s\""
            + " style=\"--column:%d;--row:%d\"></span>")
        .formatted(
            number,
            Html.escape(label),
            Html.escape(label),
            place % thumbnails.columns(),
            place / thumbnails.columns());
  }

  /** The tile as a picture of its own. */
  Optional<BufferedImage> image(int sample) {
    int place = thumbnails.place(sample);
    if (place < 0) {
      return Optional.empty();
    }
    int side = thumbnails.tile();
    return Optional.of(
        sprite().getSubimage(thumbnails.left(place), thumbnails.top(place), side, side));
  }

  private BufferedImage sprite() {
    try {
      return ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException e) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE, "images-" + number + ".png: not a PNG", e);
    }
  }
}
