package io.alidade.data;

import io.alidade.api.Sample;
import io.alidade.api.Split;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Some samples of a split, and some of its classes, seen as a split of their own. Labels point into
 * the classes that are left.
 */
public final class SubSplit implements Split {
  private final Split whole;
  private final String name;
  private final int[] samples;
  private final List<String> classNames;
  private final Map<Integer, Integer> labels = new HashMap<>();

  /**
   * A view.
   *
   * @param name tells this choice from every other: features are kept by it
   * @param samples places in the whole, in the order in which they are read here
   * @param classes of the whole, in the order in which they stand here
   */
  public SubSplit(Split whole, String name, int[] samples, List<Integer> classes) {
    this.whole = whole;
    this.name = name;
    this.samples = samples.clone();
    this.classNames = classes.stream().map(c -> whole.classNames().get(c)).toList();
    for (int c : classes) {
      labels.put(c, labels.size());
    }
  }

  /** All samples of some classes, in the order of the whole. */
  public static SubSplit ofClasses(Split whole, String name, List<Integer> classes) {
    Set<Integer> wanted = new HashSet<>(classes);
    int[] samples =
        IntStream.range(0, whole.size())
            .filter(i -> wanted.contains(whole.text(i).label()))
            .toArray();
    return new SubSplit(whole, name, samples, classes);
  }

  /** Where a sample stands in the whole. */
  public int origin(int index) {
    return samples[index];
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return samples.length;
  }

  @Override
  public Sample sample(int index) {
    Sample sample = whole.sample(samples[index]);
    return new Sample(
        sample.id(),
        sample.image(),
        sample.captions(),
        label(sample.label()),
        sample.group(),
        sample.scene());
  }

  @Override
  public SampleText text(int index) {
    SampleText text = whole.text(samples[index]);
    return new SampleText(
        text.id(), text.captions(), label(text.label()), text.group(), text.scene());
  }

  private int label(int ofTheWhole) {
    return Objects.requireNonNullElse(labels.get(ofTheWhole), -1);
  }

  @Override
  public List<String> classNames() {
    return classNames;
  }

  @Override
  public Set<Integer> novelClasses() {
    Set<Integer> novel = new HashSet<>();
    whole.novelClasses().stream().filter(labels::containsKey).forEach(c -> novel.add(label(c)));
    return Set.copyOf(novel);
  }
}
