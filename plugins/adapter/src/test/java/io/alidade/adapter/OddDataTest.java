package io.alidade.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.alidade.adapter.linearprobe.LinearProbeMethod;
import io.alidade.adapter.tipadapter.TipAdapterMethod;
import io.alidade.adapter.tipadapter.TipAdapterSettings;
import io.alidade.api.AlidadeException;
import io.alidade.api.ImageClassifier;
import io.alidade.api.Learner;
import io.alidade.api.Method;
import io.alidade.api.Preparation;
import io.alidade.api.Split;
import io.alidade.api.Tokenizer;
import io.alidade.api.Training;
import io.alidade.contracts.Shapes;
import io.alidade.contracts.TinyFoundation;
import io.alidade.data.ImageBatches;
import io.alidade.data.SubSplit;
import io.alidade.eval.ProbeSettings;
import io.alidade.nn.BytePairTrainer;
import io.alidade.nn.Engine;
import io.alidade.nn.Safetensors;
import io.alidade.nn.TokenizerJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Few samples, one class, and foundations that do not fit. */
class OddDataTest {
  private static final TipAdapterSettings CACHE =
      new TipAdapterSettings(1, 5.5, List.of("{}"), new TipAdapterSettings.Search(3, 2, 7, 2));
  private static final ProbeSettings PROBE = new ProbeSettings(List.of(1.0, 100.0), 1);

  @TempDir Path folder;
  private NDManager manager;

  @BeforeEach
  void open() {
    Engine.configure(1);
    manager = Engine.openOnCpu();
    TinyFoundation.write(folder);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private record Given(
      Record all, Split training, Optional<Split> validation, Path start, NDManager manager)
      implements Preparation {
    @Override
    public <S extends Record> S settings(Class<S> type) {
      return type.cast(all);
    }

    @Override
    public Path foundation(String name) {
      return start;
    }

    @Override
    public RandomGenerator random(String purpose) {
      return new SplittableRandom(1);
    }
  }

  private Learner prepare(Method method, Record settings, Split training) {
    return method.prepare(new Given(settings, training, Optional.of(training), folder, manager));
  }

  private float[] scores(Learner learner, List<String> names) {
    learner.trained();
    Split test = Shapes.split("test");
    NDArray images = ImageBatches.load(test, new int[] {0, 12}, learner.model().images(), manager);
    return learner
        .model()
        .role(ImageClassifier.class)
        .orElseThrow()
        .scores(images, names)
        .toFloatArray();
  }

  private static Split classes(int classes, int samples) {
    Split train = Shapes.split("train");
    List<Integer> chosen = IntStream.range(0, classes).boxed().toList();
    SubSplit some = SubSplit.ofClasses(train, "train/some", chosen);
    return new SubSplit(some, "train/few", IntStream.range(0, samples).toArray(), chosen);
  }

  @Test
  void takesOneClassOfOneSample() {
    Split one = classes(1, 1);
    assertThat(scores(prepare(new TipAdapterMethod(), CACHE, one), one.classNames())).hasSize(2);
    Learner probe = prepare(new LinearProbeMethod(), PROBE, one);
    Training.Solve solve = (Training.Solve) probe.training();
    assertThat(solve.problems().get(0).loss().get().total().getDouble()).isZero();
    assertThat(scores(probe, one.classNames())).hasSize(2);
  }

  /** Of the second class there is none: it keeps its zero-shot logit. */
  @Test
  void takesAClassWithoutShots() {
    Split train = classes(2, 1);
    List<String> names = List.of(train.classNames().get(1), "never heard of");
    float[] few = scores(prepare(new TipAdapterMethod(), CACHE, train), names);
    Split other = classes(3, 1);
    float[] more = scores(prepare(new TipAdapterMethod(), CACHE, other), names);
    assertThat(few).containsExactly(more);
  }

  @Test
  void refusesAFoundationWithoutATextTower() throws IOException {
    Path model = folder.resolve("model.safetensors");
    var kept = new LinkedHashMap<>(Safetensors.read(model, manager));
    kept.keySet().removeIf(name -> name.startsWith("text."));
    Files.delete(model);
    Safetensors.write(model, kept, Map.of());
    assertThatThrownBy(() -> prepare(new TipAdapterMethod(), CACHE, classes(2, 4)))
        .isInstanceOf(AlidadeException.class)
        .hasMessageContaining("model.safetensors: tensor text.")
        .hasMessageContaining("is missing; expected shape");
  }

  /** As large as its own, so that every tensor fits. */
  @Test
  void refusesAFoundationWithAnotherTokenizer() throws IOException {
    Path file = folder.resolve("tokenizer.json");
    Tokenizer own = TokenizerJson.read(file, 24);
    Tokenizer other = BytePairTrainer.train(List.of("words of quite another kind"), 530, 24);
    assertThat(other.vocabularySize()).isEqualTo(own.vocabularySize());
    Files.writeString(file, other.json());
    assertThatThrownBy(() -> prepare(new TipAdapterMethod(), CACHE, classes(2, 4)))
        .isInstanceOf(AlidadeException.class)
        .hasMessageContaining("tokenizer.json: its SHA-256 is ")
        .hasMessageContaining(", of the tokenizer that the towers were trained with");
  }

  @Test
  void refusesAFoundationOfAnotherWidth() throws IOException {
    Path towers = folder.resolve("towers.json");
    String text = Files.readString(towers);
    Files.writeString(towers, text.replaceFirst("\"width\": 16", "\"width\": 24"));
    assertThatThrownBy(() -> prepare(new LinearProbeMethod(), PROBE, classes(2, 4)))
        .isInstanceOf(AlidadeException.class)
        .hasMessageContaining("; expected shape");
  }
}
