package io.alidade.files;

import io.alidade.api.Image;
import io.alidade.api.Sample;
import io.alidade.api.Split.SampleText;
import io.alidade.data.photo.ImageFile;
import java.nio.file.Path;

/**
 * An image file and what is said of it.
 *
 * @param width in pixels, as somebody wrote down who put boxes into it; 0 where nobody did
 * @param height likewise
 */
record Photo(Path file, SampleText text, int width, int height) {
  /** One without boxes. */
  Photo(Path file, SampleText text) {
    this(file, text, 0, 0);
  }

  /** Reads the file. */
  Sample sample() {
    Image image = ImageFile.read(file).rgb();
    if (width > 0 && (image.width() != width || image.height() != height)) {
      throw Refusal.of(
          file,
          "the image has %d x %d pixels; expected %d x %d, in which its boxes are given",
          image.width(),
          image.height(),
          width,
          height);
    }
    return new Sample(text.id(), image, text.captions(), text.label(), text.group(), text.scene());
  }
}
