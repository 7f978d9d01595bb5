package io.alidade.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.alidade.api.AlidadeException;
import io.alidade.api.Dataset;
import io.alidade.api.DatasetCard;
import io.alidade.api.DatasetFormat;
import io.alidade.api.DatasetSpec;
import io.alidade.api.Field;
import io.alidade.api.Progress;
import io.alidade.api.Sample;
import io.alidade.api.Split;
import io.alidade.api.Split.SampleText;
import io.alidade.runtime.plugin.DatasetIds;
import io.alidade.runtime.plugin.DatasetRow;
import io.alidade.runtime.plugin.PluginHost;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every data set must hold. Its test says which one it is:
 *
 * <pre>
 *   class EmojiTest extends DatasetContract {
 *     protected DatasetFormat format() { return new IconicFormat(); }
 *     protected String dataset() { return "iconic/emoji"; }
 *   }
 * </pre>
 *
 * <p>It is opened twice, first with an empty cache and then with what the first opening left there,
 * and must be the same data set. Texts are read whole, images here and there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // JUnit calls open first.
public abstract class DatasetContract {
  private Path cache;
  private Dataset opened;
  private Dataset again;

  /** A new instance. */
  protected abstract DatasetFormat format();

  /**
   * Id of the data set, one of the format's {@link DatasetSpec}s; {@code format:path} for one on
   * disk.
   */
  protected abstract String dataset();

  /** How many images of each split are read, spread evenly over it. */
  protected int images() {
    return 32;
  }

  /** Names of splits no two of which share a group; a data set that claims nothing names none. */
  protected Set<String> apart() {
    return Set.of();
  }

  @BeforeAll
  final void open(@TempDir Path folder) {
    cache = folder;
    opened = openOnce();
    again = openOnce();
  }

  private Dataset openOnce() {
    return format().open(new DatasetFormat.Request(dataset(), cache, Progress.SILENT));
  }

  private List<Split> splits() {
    return opened.card().splits().keySet().stream().map(opened::split).toList();
  }

  @Test
  final void isFoundByTheHost() {
    try (PluginHost host = PluginHost.open(List.of())) {
      assertThat(host.datasets().stream().map(DatasetRow::id))
          .withFailMessage(
              "%s is not found by the host; expected @Extension and a @DatasetSpec of that id on"
                  + " %s, and org.pf4j:pf4j among the compiler's annotation processors",
              dataset(), format().getClass().getName())
          .contains(DatasetIds.declared(dataset()));
    }
  }

  @Test
  final void saysTheSameBeforeAndAfterItIsOpened() {
    DatasetSpec spec =
        Arrays.stream(format().getClass().getAnnotationsByType(DatasetSpec.class))
            .filter(each -> each.id().equals(DatasetIds.declared(dataset())))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no @DatasetSpec of the id " + dataset()));
    DatasetCard card = opened.card();
    requireEqual("id of the card", card.id(), dataset());
    requireEqual("summary of the card", card.summary(), spec.summary());
    requireEqual("task of the card", card.task(), spec.task());
    assertThat(spec.summary())
        .withFailMessage(
            "%s: summary is \"%s\"; expected one sentence without its full stop",
            dataset(), spec.summary())
        .matches("\\S.*[^.\\s]");
    assertThat(card.licence())
        .withFailMessage("%s: the card names no licence; expected SPDX ids", dataset())
        .isNotBlank();
  }

  @Test
  final void holdsAsManySamplesAndClassesAsItsCardSays() {
    DatasetCard card = opened.card();
    requireEqual("splits with classes", card.classes().keySet(), card.splits().keySet());
    card.splits()
        .forEach(
            (name, size) -> {
              Split split = opened.split(name);
              requireEqual("name of the split " + name, split.name(), name);
              requireEqual(name + ": size", split.size(), size);
              requireEqual(
                  name + ": classes",
                  split.classNames().size(),
                  card.classes().getOrDefault(name, 0));
            });
  }

  @Test
  final void namesItsSplitsWhenAskedForAnother() {
    Set<String> names = opened.card().splits().keySet();
    Throwable thrown = catchThrowable(() -> opened.split("no-such-split"));
    boolean named =
        thrown instanceof AlidadeException
            && names.stream().allMatch(String.valueOf(thrown.getMessage())::contains);
    assertThat(named)
        .withFailMessage(
            "%s: asked for no-such-split it says \"%s\"; expected an AlidadeException that names"
                + " %s",
            dataset(), thrown == null ? "nothing" : thrown.getMessage(), names)
        .isTrue();
  }

  @Test
  final void isTheSameWhenOpenedAgain() {
    requireEqual("fingerprint", again.card().fingerprint(), opened.card().fingerprint());
    requireEqual("card", again.card(), opened.card());
    assertThat(opened.card().fingerprint())
        .withFailMessage(
            "%s: fingerprint is \"%s\"; expected sha-256 in hex",
            dataset(), opened.card().fingerprint())
        .matches("[0-9a-f]{64}");
    for (Split split : splits()) {
      Split other = again.split(split.name());
      requireEqual(split.name() + ": classes", other.classNames(), split.classNames());
      for (int i = 0; i < split.size(); i++) {
        requireEqual(where(split, i), other.text(i), split.text(i));
      }
      for (int i : spread(split)) {
        requireEqualPixels(where(split, i), other.sample(i), split.sample(i));
      }
    }
  }

  @Test
  final void saysOfASampleWhatItSaysOfItsText() {
    for (Split split : splits()) {
      for (int i : spread(split)) {
        Sample sample = split.sample(i);
        requireEqual(
            where(split, i) + ": its sample",
            new SampleText(
                sample.id(), sample.captions(), sample.label(), sample.group(), sample.scene()),
            split.text(i));
      }
    }
  }

  /** One that stands in two splits is the same in both. */
  @Test
  final void givesEachSampleAnIdOfItsOwn() {
    Map<String, SampleText> all = new HashMap<>();
    for (Split split : splits()) {
      Set<String> own = new HashSet<>();
      for (int i = 0; i < split.size(); i++) {
        SampleText text = split.text(i);
        assertThat(own.add(text.id()))
            .withFailMessage(
                "%s: %s has the id %s a second time; expected each id once in a split",
                dataset(), split.name(), text.id())
            .isTrue();
        SampleText known = all.putIfAbsent(text.id(), text);
        if (known != null) {
          requireEqual(where(split, i) + ": captions", text.captions(), known.captions());
          requireEqual(where(split, i) + ": group", text.group(), known.group());
        }
      }
    }
  }

  @Test
  final void labelsWithinItsClasses() {
    boolean labelled = opened.card().fields().contains(Field.LABEL);
    for (Split split : splits()) {
      List<String> names = split.classNames();
      assertThat(names)
          .withFailMessage(
              "%s: class names of %s are %s; expected different ones, none blank",
              dataset(), split.name(), names)
          .doesNotHaveDuplicates()
          .noneMatch(String::isBlank);
      for (int i = 0; i < split.size(); i++) {
        int label = split.text(i).label();
        assertThat(labelled ? label >= 0 && label < names.size() : label == -1)
            .withFailMessage(
                "%s has class %d; expected %s",
                where(split, i),
                label,
                labelled ? "0 to " + (names.size() - 1) : "-1, since its card names no labels")
            .isTrue();
      }
    }
  }

  @Test
  final void captionsWhatItsCardSays() {
    boolean captioned = opened.card().fields().contains(Field.CAPTION);
    for (Split split : splits()) {
      for (int i = 0; i < split.size(); i++) {
        List<String> captions = split.text(i).captions();
        assertThat(captions.isEmpty() != captioned && captions.stream().noneMatch(String::isBlank))
            .withFailMessage(
                "%s has the captions %s; expected %s",
                where(split, i), captions, captioned ? "one or more, none blank" : "none")
            .isTrue();
      }
    }
  }

  @Test
  final void keepsGroupsApart() {
    Assumptions.assumeFalse(
        apart().isEmpty(), dataset() + " claims no splits without a group in common (apart())");
    Map<String, String> seen = new HashMap<>();
    for (String name : new TreeSet<>(apart())) {
      Split split = opened.split(name);
      for (int i = 0; i < split.size(); i++) {
        String other = seen.putIfAbsent(split.text(i).group(), name);
        assertThat(other == null || other.equals(name))
            .withFailMessage(
                "%s is of the group %s, as are samples of %s; expected none in common",
                where(split, i), split.text(i).group(), other)
            .isTrue();
      }
    }
  }

  @Test
  final void readsTheSameFromManyThreads() {
    Dataset unread = openOnce();
    for (Split split : splits()) {
      int[] indices = spread(split);
      List<Sample> alone = read(split, indices);
      Split shared = unread.split(split.name());
      for (List<Sample> samples : Threads.each(() -> read(shared, indices))) {
        for (int i = 0; i < indices.length; i++) {
          requireEqualPixels(
              where(split, indices[i]) + ", read by many threads", samples.get(i), alone.get(i));
        }
      }
    }
  }

  private static List<Sample> read(Split split, int[] indices) {
    return Arrays.stream(indices).mapToObj(split::sample).toList();
  }

  private int[] spread(Split split) {
    int count = Math.min(images(), split.size());
    return IntStream.range(0, count).map(i -> (int) ((long) i * split.size() / count)).toArray();
  }

  private String where(Split split, int index) {
    return "%s: %s: %s (number %d)"
        .formatted(dataset(), split.name(), split.text(index).id(), index);
  }

  private void requireEqual(String what, Object found, Object expected) {
    String place = what.startsWith(dataset()) ? what : dataset() + ": " + what;
    assertThat(found)
        .withFailMessage("%s is %s; expected %s", place, found, expected)
        .isEqualTo(expected);
  }

  private static void requireEqualPixels(String where, Sample found, Sample expected) {
    boolean equal =
        found.id().equals(expected.id())
            && found.image().height() == expected.image().height()
            && found.image().width() == expected.image().width()
            && Arrays.equals(found.image().pixels(), expected.image().pixels());
    assertThat(equal)
        .withFailMessage("%s has other pixels than before; expected the same", where)
        .isTrue();
  }
}
