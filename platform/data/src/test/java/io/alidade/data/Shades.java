package io.alidade.data;

import io.alidade.api.Image;
import io.alidade.api.Sample;
import io.alidade.api.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * A split of {@code size} squares, half of each transparent: sample i has shade i, label i, two
 * captions, and shares its group with every sample whose index leaves the same rest.
 */
record Shades(int size, int groups) implements Split {
  private static final int SIDE = 8;

  @Override
  public String name() {
    return "train";
  }

  @Override
  public Sample sample(int index) {
    byte[] pixels = new byte[SIDE * SIDE * 4];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE / 2; x++) {
        int at = 4 * (y * SIDE + x);
        pixels[at] = (byte) index;
        pixels[at + 1] = (byte) (2 * index);
        pixels[at + 2] = (byte) (16 * y);
        pixels[at + 3] = (byte) 255;
      }
    }
    SampleText text = text(index);
    return new Sample(
        text.id(), new Image(SIDE, SIDE, 4, pixels), text.captions(), index, text.group());
  }

  @Override
  public SampleText text(int index) {
    List<String> captions = List.of("shade " + index, "other " + index);
    return new SampleText("shade/" + index, captions, index, "group " + index % groups);
  }

  @Override
  public List<String> classNames() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      names.add("shade " + i);
    }
    return names;
  }
}
