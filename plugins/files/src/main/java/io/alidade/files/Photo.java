package io.alidade.files;

import io.alidade.api.Image;
import io.alidade.api.Sample;
import io.alidade.api.Split.SampleText;
import io.alidade.data.photo.ImageFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An image and what is said of it.
 *
 * @param width in pixels, as somebody wrote down who put boxes into it; 0 where nobody did
 * @param height likewise
 */
record Photo(Stored stored, SampleText text, int width, int height) {
  /** A file with boxes. */
  Photo(Path file, SampleText text, int width, int height) {
    this(new Stored.Whole(file), text, width, height);
  }

  /** A file without boxes. */
  Photo(Path file, SampleText text) {
    this(new Stored.Whole(file), text);
  }

  /** One without boxes. */
  Photo(Stored stored, SampleText text) {
    this(stored, text, 0, 0);
  }

  /** Reads it. */
  Sample sample() {
    Image image = ImageFile.decode(stored.toString(), bytes()).rgb();
    if (width > 0 && (image.width() != width || image.height() != height)) {
      throw Refusal.of(
          stored.file(),
          "the image has %d x %d pixels; expected %d x %d, in which its boxes are given",
          image.width(),
          image.height(),
          width,
          height);
    }
    return new Sample(text.id(), image, text.captions(), text.label(), text.group(), text.scene());
  }

  private byte[] bytes() {
    try {
      return stored.bytes();
    } catch (IOException e) {
      throw Refusal.of(e, stored.file(), "cannot be read (%s); expected an image file", e);
    }
  }
}
