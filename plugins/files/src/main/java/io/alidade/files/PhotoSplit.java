package io.alidade.files;

import io.alidade.api.Sample;
import io.alidade.api.Split;
import java.util.List;

/**
 * Images in reading order; each file is read when it is asked for.
 *
 * @param classNames of the images, or of the things in them
 */
record PhotoSplit(String name, List<Photo> photos, List<String> classNames) implements Split {
  PhotoSplit {
    photos = List.copyOf(photos);
    classNames = List.copyOf(classNames);
  }

  @Override
  public int size() {
    return photos.size();
  }

  @Override
  public Sample sample(int index) {
    return photos.get(index).sample();
  }

  @Override
  public SampleText text(int index) {
    return photos.get(index).text();
  }
}
