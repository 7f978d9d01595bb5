package io.alidade.data;

import io.alidade.api.Seeds;
import io.alidade.api.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A few samples a class, drawn from a seed.
 *
 * <p>Classes stand in the order of the split. For each, its samples in reading order are shuffled
 * by Fisher and Yates: for i = 0, 1, ... the i-th is exchanged with one of place i to the last,
 * drawn by {@code nextInt} of a {@link SplittableRandom} seeded with {@code Seeds.mix(seed, "shots
 * CLASS NAME", 0)}. The first k are taken, in that order. So the draw of a class depends on no
 * other class, and fewer shots are the first of more.
 *
 * @param split the chosen samples, of all the classes that were asked for
 * @param few a sentence that counts and lists the classes that have fewer samples than shots, and
 *     give all they have; none where there are none
 */
public record FewShots(SubSplit split, List<String> few) {
  public FewShots {
    few = List.copyOf(few);
  }

  /**
   * Draws.
   *
   * @param name of the new split
   * @param classes of the split that are drawn from
   * @param shots samples a class
   */
  public static FewShots draw(
      Split whole, String name, List<Integer> classes, int shots, long seed) {
    List<List<Integer>> samples = new ArrayList<>();
    whole.classNames().forEach(className -> samples.add(new ArrayList<>()));
    for (int i = 0; i < whole.size(); i++) {
      int label = whole.text(i).label();
      if (label >= 0 && label < samples.size()) {
        samples.get(label).add(i);
      }
    }
    List<Integer> chosen = new ArrayList<>();
    List<String> few = new ArrayList<>();
    for (int c : classes) {
      String className = whole.classNames().get(c);
      List<Integer> own = samples.get(c);
      int take = Math.min(shots, own.size());
      shuffle(own, take, new SplittableRandom(Seeds.mix(seed, "shots " + className, 0)));
      chosen.addAll(own.subList(0, take));
      if (take < shots) {
        few.add(className + " " + take);
      }
    }
    int[] indices = chosen.stream().mapToInt(i -> i).toArray();
    return new FewShots(
        new SubSplit(whole, name, indices, classes),
        few.isEmpty()
            ? List.of()
            : List.of(
                "%s: %d of %d classes have fewer than %d shots: %s"
                    .formatted(
                        whole.name(), few.size(), classes.size(), shots, String.join(", ", few))));
  }

  private static void shuffle(List<Integer> samples, int take, SplittableRandom random) {
    for (int i = 0; i < take; i++) {
      int j = i + random.nextInt(samples.size() - i);
      int drawn = samples.get(j);
      samples.set(j, samples.get(i));
      samples.set(i, drawn);
    }
  }
}
