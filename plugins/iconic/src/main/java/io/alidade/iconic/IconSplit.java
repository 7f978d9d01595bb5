package io.alidade.iconic;

import io.alidade.api.Sample;
import io.alidade.api.Split;
import java.util.List;

/** A split whose pictures are drawings. */
final class IconSplit implements Split {
  private final String name;
  private final List<Item> items;
  private final List<String> classNames;

  /**
   * @param items in reading order
   */
  IconSplit(String name, List<Item> items, List<String> classNames) {
    this.name = name;
    this.items = List.copyOf(items);
    this.classNames = List.copyOf(classNames);
  }

  /**
   * What is known of a sample, and where its picture is.
   *
   * @param drawings of its icon set
   * @param position in them
   */
  record Item(SampleText text, Drawings drawings, int position) {}

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return items.size();
  }

  @Override
  public Sample sample(int index) {
    Item item = items.get(index);
    SampleText text = item.text();
    return new Sample(
        text.id(),
        item.drawings().image(item.position()),
        text.captions(),
        text.label(),
        text.group());
  }

  @Override
  public SampleText text(int index) {
    return items.get(index).text();
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }
}
