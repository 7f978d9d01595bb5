package io.alidade.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ai.djl.ndarray.NDManager;
import io.alidade.api.AlidadeException;
import io.alidade.api.Evaluation;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.api.ImageSpec;
import io.alidade.api.Measurement;
import io.alidade.api.Model;
import io.alidade.api.Progress;
import io.alidade.api.Protocol;
import io.alidade.api.ProtocolSpec;
import io.alidade.api.Split;
import io.alidade.eval.Chance;
import io.alidade.nn.Engine;
import io.alidade.runtime.claim.ItemStatistic;
import io.alidade.runtime.plugin.PluginHost;
import io.alidade.runtime.plugin.ProtocolRow;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every protocol must hold. Its test says which one it is:
 *
 * <pre>
 *   class ZeroShotClassificationTest extends ProtocolContract {
 *     protected Protocol protocol() { return new ZeroShotClassification(); }
 *     protected String otherExecution() { return "execution.batch-size = 7"; }
 *   }
 * </pre>
 *
 * <p>The protocol then tests a model that knows every answer and one that guesses, on drawings of
 * {@link Shapes}. A protocol that asks for another role than {@link io.alidade.api.ImageClassifier}
 * brings models of its own.
 */
@SuppressWarnings("NullAway.Init") // JUnit calls open first.
public abstract class ProtocolContract {
  /** A guess lies so many standard deviations off once in ten thousand times. */
  private static final double DEVIATIONS = 4;

  private NDManager manager;

  /** A new instance. */
  protected abstract Protocol protocol();

  /** What differs from its {@code reference.conf}, in HOCON, as in an entry of {@code evaluate}. */
  protected String settings() {
    return "";
  }

  /** Settings that move no digit, all with other values than they have; empty where none do. */
  protected String otherExecution() {
    return "";
  }

  /** What is tested on: twenty drawings of each of sixteen classes. */
  protected Split test() {
    return new ShapesSplit("test", 20);
  }

  /** How many samples of {@link #test} a metric counts: all of them, where it says nothing else. */
  protected long samples(String metric) {
    return test().size();
  }

  /** A model that is always right. */
  protected Model perfect(Split test) {
    return new KnowingModel(test);
  }

  /** A model that knows nothing, and says the same each time. */
  protected Model guessing() {
    return new GuessingModel();
  }

  @BeforeEach
  final void open() {
    Engine.configure(1);
    manager = Engine.openOnCpu();
  }

  @AfterEach
  final void close() {
    manager.close();
  }

  @Test
  final void isFoundByTheHost() {
    try (PluginHost host = PluginHost.open(List.of())) {
      assertThat(host.protocols().stream().map(ProtocolRow::id))
          .withFailMessage(
              "%s is not found by the host; expected @Extension on %s, and org.pf4j:pf4j among the"
                  + " compiler's annotation processors",
              id(), protocol().getClass().getName())
          .contains(id());
    }
  }

  @Test
  final void saysWhatItIs() {
    assertThat(spec().summary())
        .withFailMessage(
            "%s: summary is \"%s\"; expected one sentence without its full stop",
            id(), spec().summary())
        .matches("\\S.*[^.\\s]");
  }

  @Test
  final void givesEachKeyADefaultAndAComment() {
    reference().check();
  }

  @Test
  final void measuresTheWholeSplitInPlainNumbers() {
    Set<String> names = new HashSet<>();
    List<Measurement> measurements = evaluate(guessing()).measurements();
    assertThat(measurements)
        .withFailMessage("%s: measures nothing; expected a measurement", id())
        .isNotEmpty();
    for (Measurement each : measurements) {
      long samples = samples(each.metric());
      boolean plain =
          each.metric().matches("[a-z0-9]+([-@][a-z0-9]+)*")
              && names.add(each.metric())
              && Double.isFinite(each.value())
              && !each.unit().isBlank()
              && each.samples() == samples;
      assertThat(plain)
          .withFailMessage(
              "%s: %s; expected a metric in kebab-case that no other has, a finite value, a unit"
                  + " and %s samples",
              id(), each, samples)
          .isTrue();
    }
  }

  /** What is compared item by item is what is measured. */
  @Test
  final void comesOfWhatEachItemAdds() {
    Evaluation evaluation = evaluate(guessing());
    Map<String, Double> values = new HashMap<>();
    evaluation.measurements().forEach(one -> values.put(one.metric(), one.value()));
    for (Evaluation.Contributions one : evaluation.contributions()) {
      int[] once = new int[one.items().size()];
      Arrays.fill(once, 1);
      double found = ItemStatistic.of(one).value(once);
      Double expected = values.get(one.metric());
      assertThat(expected != null && Math.abs(found - expected) < 1e-9)
          .withFailMessage(
              "%s: its items make %s %s, where it measures %s; expected the same",
              id(), one.metric(), found, expected)
          .isTrue();
    }
  }

  @Test
  final void saysTheSameEachTime() {
    for (Model model : List.of(guessing(), perfect(test()))) {
      Evaluation first = evaluate(model);
      assertThat(evaluate(model).equals(first))
          .withFailMessage(
              "%s: a second evaluation of the same model differs; expected no randomness but from"
                  + " seeds in its settings",
              id())
          .isTrue();
    }
  }

  @Test
  final void givesAPerfectModelFullMarks() {
    for (Measurement each : evaluate(perfect(test())).measurements()) {
      if (each.unit().equals("share") && Chance.metricOf(each.metric()).isEmpty()) {
        double best = each.higherIsBetter() ? 1 : 0;
        assertThat(each.value())
            .withFailMessage(
                "%s: %s of a model that is always right is %s; expected %s",
                id(), each.metric(), each.value(), best)
            .isEqualTo(best);
      }
    }
  }

  @Test
  final void givesAGuessingModelWhatGuessingGives() {
    Map<String, Measurement> all = new TreeMap<>();
    evaluate(guessing()).measurements().forEach(each -> all.put(each.metric(), each));
    Assumptions.assumeTrue(
        all.keySet().stream().anyMatch(name -> Chance.metricOf(name).isPresent()),
        () -> id() + " says of no metric what guessing gives (chance-METRIC)");
    for (Measurement each : all.values()) {
      Measurement chance = all.get(Chance.nameFor(each.metric()));
      if (chance != null) {
        double share = chance.value();
        double most = DEVIATIONS * Math.sqrt(share * (1 - share) / each.samples());
        assertThat(Math.abs(each.value() - share))
            .withFailMessage(
                "%s: %s of a model that guesses is %s; expected %.4f, give or take %.4f",
                id(), each.metric(), each.value(), share, most)
            .isLessThanOrEqualTo(most);
      }
    }
  }

  @Test
  final void movesNoDigitByHowItIsCarriedOut() {
    Assumptions.assumeFalse(
        otherExecution().isEmpty(), id() + " has no settings that move no digit");
    List<Measurement> measurements = evaluate(guessing()).measurements();
    Record other = reference().bind(settings() + "\n" + otherExecution());
    assertThat(evaluate(guessing(), other, Progress.SILENT).measurements())
        .withFailMessage(
            "%s: with %s the numbers differ; expected the same, no hash covers these keys",
            id(), otherExecution().strip())
        .isEqualTo(measurements);
  }

  @Test
  final void predictsSamplesOfTheSplit() {
    Split test = test();
    for (Prediction each : evaluate(guessing()).predictions()) {
      boolean known =
          each.index() >= 0
              && each.index() < test.size()
              && test.text(each.index()).id().equals(each.sample());
      assertThat(known)
          .withFailMessage(
              "%s: predicts %s at %d; expected the id of that sample",
              id(), each.sample(), each.index())
          .isTrue();
    }
  }

  @Test
  final void refusesAModelWithoutItsRole() {
    ImageSpec images = guessing().images();
    Throwable thrown = catchThrowable(() -> evaluate(() -> images));
    boolean said =
        thrown instanceof AlidadeException known
            && known.kind() == AlidadeException.Kind.CONFIG
            && String.valueOf(known.getMessage()).contains("; expected ");
    assertThat(said)
        .withFailMessage(
            "%s: a model that plays no role is answered with %s; expected an AlidadeException of"
                + " the kind CONFIG that says which role it asks for",
            id(), thrown)
        .isTrue();
  }

  @Test
  final void comesToTheEndOfItsProgress() {
    Map<String, String> open = new TreeMap<>();
    Progress progress =
        new Progress() {
          @Override
          public synchronized void advance(String what, long done, long total) {
            if (done == total) {
              open.remove(what);
            } else {
              open.put(what, done + " of " + total);
            }
          }

          @Override
          public void note(String sentence) {}
        };
    evaluate(guessing(), reference().bind(settings()), progress);
    assertThat(open)
        .withFailMessage("%s: its progress ends at %s; expected the whole", id(), open)
        .isEmpty();
  }

  @Test
  final void leavesNothingBehind() {
    evaluate(guessing());
    int before = manager.getManagedArrays().size();
    evaluate(guessing());
    int left = manager.getManagedArrays().size() - before;
    assertThat(left)
        .withFailMessage("%s: %d arrays are left on the run's manager; expected none", id(), left)
        .isZero();
  }

  /** What the protocol says of a model, with its own settings. */
  protected final Evaluation evaluate(Model model) {
    return evaluate(model, reference().bind(settings()), Progress.SILENT);
  }

  private Evaluation evaluate(Model model, Record settings, Progress progress) {
    return protocol().evaluate(new TinyExamination(model, test(), settings, manager, progress));
  }

  private Reference reference() {
    return Reference.beside(protocol().getClass(), id(), spec().settings());
  }

  private ProtocolSpec spec() {
    Class<? extends Protocol> type = protocol().getClass();
    ProtocolSpec spec = type.getAnnotation(ProtocolSpec.class);
    if (spec == null) {
      throw new AssertionError(type.getName() + " has no @ProtocolSpec; expected one, with its id");
    }
    return spec;
  }

  private String id() {
    return spec().id();
  }
}
