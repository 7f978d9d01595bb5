package io.alidade.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import io.alidade.api.AlidadeException;
import io.alidade.api.DualEncoder;
import io.alidade.api.Evaluation;
import io.alidade.api.Image;
import io.alidade.api.ImageSpec;
import io.alidade.api.Matcher;
import io.alidade.api.Measurement;
import io.alidade.api.Model;
import io.alidade.api.Progress;
import io.alidade.api.Protocol;
import io.alidade.api.Sample;
import io.alidade.api.Split;
import io.alidade.api.Tokenizer;
import io.alidade.testkit.Golden;
import io.alidade.testkit.GoldenCase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetrievalTest {
  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private final Toy.Words words = new Toy.Words();

  @AfterEach
  void close() {
    manager.close();
  }

  /** clip_benchmark's recall_at_k on 41 images and 193 texts. */
  @Test
  void recallsAsClipBenchmarkDoes() {
    GoldenCase golden = Golden.read("metrics/retrieval");
    JsonObject values =
        Golden.json("metrics/retrieval.json").getAsJsonObject().getAsJsonObject("values");
    long[] owner = golden.tensor("owner_of_text").longs(); // (193)
    float[] scores = golden.tensor("scores_text_by_image").floats(); // (193, 41)
    int images = scores.length / owner.length;
    int[] toImages = new int[owner.length];
    for (int t = 0; t < owner.length; t++) {
      float[] row = new float[images];
      System.arraycopy(scores, t * images, row, 0, images);
      toImages[t] = RecallAt.rank(row, List.of((int) owner[t]));
    }
    int[] toTexts = new int[images];
    for (int i = 0; i < images; i++) {
      int image = i;
      float[] column = new float[owner.length];
      List<Integer> right = new ArrayList<>();
      for (int t = 0; t < owner.length; t++) {
        column[t] = scores[t * images + i];
        if (owner[t] == image) {
          right.add(t);
        }
      }
      toTexts[i] = RecallAt.rank(column, right);
    }
    for (int k : new int[] {1, 5, 10}) {
      assertThat(RecallAt.of(toImages, k))
          .isCloseTo(values.get("image_retrieval_recall@" + k).getAsDouble(), within(1e-6));
      assertThat(RecallAt.of(toTexts, k))
          .isCloseTo(values.get("text_retrieval_recall@" + k).getAsDouble(), within(1e-6));
    }
  }

  /** Pixels of one colour each, with captions of the toy's words. */
  private record Captions(List<int[]> pixels, List<List<String>> captions) implements Split {
    @Override
    public String name() {
      return "test";
    }

    @Override
    public int size() {
      return pixels.size();
    }

    @Override
    public List<String> classNames() {
      return List.of();
    }

    @Override
    public Sample sample(int index) {
      int[] p = pixels.get(index);
      byte[] bytes = {(byte) p[0], (byte) p[1], (byte) p[2]};
      SampleText text = text(index);
      return new Sample(text.id(), new Image(1, 1, 3, bytes), text.captions(), -1, text.group());
    }

    @Override
    public SampleText text(int index) {
      return new SampleText("pixel-" + index, captions.get(index), -1, "pixel-" + index);
    }
  }

  /** An eye that cannot tell orange from green, with a matcher that knows every colour. */
  private class Expert implements Model, DualEncoder, Matcher {
    private final Toy.Eye eye = new Toy.Eye(manager, 10);
    int pairs;

    @Override
    public ImageSpec images() {
      return Toy.PIXEL;
    }

    @Override
    public Tokenizer tokenizer() {
      return words;
    }

    @Override
    public NDArray encodeImage(NDArray images) {
      return eye.encodeImage(images);
    }

    @Override
    public NDArray encodeText(NDArray tokens) {
      NDArray wide = tokens.getManager().zeros(new Shape(tokens.getShape().get(0), 4));
      NDArray ids = wide.toType(DataType.INT64, false);
      ids.set(new NDIndex(":, 0:" + tokens.getShape().get(1)), tokens);
      return eye.encodeText(ids);
    }

    @Override
    public NDArray logitScale() {
      return eye.logitScale();
    }

    /** 1 where the strongest colour is the one that the first word names. */
    @Override
    public NDArray matches(NDArray images, NDArray tokens) {
      int count = (int) images.getShape().get(0);
      pairs += count;
      float[] pixels = images.toFloatArray();
      long[] ids = tokens.toLongArray();
      float[] scores = new float[count];
      for (int i = 0; i < count; i++) {
        int named = (int) ids[i * ids.length / count] - 1;
        boolean strongest =
            pixels[3 * i + named]
                >= Math.max(pixels[3 * i + (named + 1) % 3], pixels[3 * i + (named + 2) % 3]);
        scores[i] = strongest ? 1 : 0;
      }
      return images.getManager().create(scores);
    }
  }

  private Evaluation evaluate(Model model, Split test, RetrievalSettings settings) {
    return new Retrieval()
        .evaluate(
            new Protocol.Examination() {
              @Override
              public Model model() {
                return model;
              }

              @Override
              public Split test() {
                return test;
              }

              @Override
              public <S extends Record> S settings(Class<S> type) {
                return type.cast(settings);
              }

              @Override
              public NDManager manager() {
                return manager;
              }

              @Override
              public Progress progress() {
                return Progress.SILENT;
              }
            });
  }

  private static Map<String, Double> values(Evaluation evaluation) {
    return evaluation.measurements().stream()
        .collect(Collectors.toMap(Measurement::metric, Measurement::value));
  }

  private static RetrievalSettings settings(int captions, int rerank) {
    return new RetrievalSettings(captions, rerank, new RetrievalSettings.Execution(2, 2));
  }

  private final Captions colours =
      new Captions(
          List.of(new int[] {255, 0, 0}, new int[] {100, 200, 0}, new int[] {200, 100, 0}),
          List.of(List.of("red", "very red"), List.of("green"), List.of("red")));

  @Test
  void countsEqualCaptionsOnceAndRightForAllTheirImages() {
    Gallery gallery = Gallery.of(colours, 0);
    assertThat(gallery.texts()).containsExactly("red", "very red", "green");
    assertThat(gallery.textsOf()).containsExactly(List.of(0, 1), List.of(2), List.of(0));
    assertThat(gallery.imagesOf()).containsExactly(List.of(0, 2), List.of(0), List.of(1));
    assertThat(gallery.duplicates()).isEqualTo(1);
  }

  @Test
  void measuresWhatAHandCalculationGives() {
    // One caption each: red (right for the first and the third image) and green. The first image
    // finds red; the second is more green, the third more red than green: all three are right.
    Map<String, Double> values = values(evaluate(new Expert(), colours, settings(1, 0)));
    assertThat(values.get("image-to-text-recall@1")).isEqualTo(1);
    assertThat(values.get("text-to-image-recall@1")).isEqualTo(1);
    assertThat(values.get("gallery-images")).isEqualTo(3);
    assertThat(values.get("gallery-texts")).isEqualTo(2);
    assertThat(values.get("duplicate-captions")).isEqualTo(1);
    // A blind order of two texts is right in one of two, of three images in 2/3 (red), 1/3 (green).
    assertThat(values.get("chance-image-to-text-recall@1")).isCloseTo(0.5, within(1e-12));
    assertThat(values.get("chance-text-to-image-recall@1")).isCloseTo(0.5, within(1e-12));
    assertThat(values.get("chance-text-to-image-recall@5")).isEqualTo(1);
  }

  @Test
  void letsTheMatcherOrderTheFirstFound() {
    // Each of two images and two texts looks at both entries of its gallery again, or at one.
    Captions blue =
        new Captions(
            List.of(new int[] {0, 90, 255}, new int[] {0, 255, 0}),
            List.of(List.of("blue"), List.of("green")));
    Expert expert = new Expert();
    Evaluation evaluation = evaluate(expert, blue, settings(1, 2));
    assertThat(values(evaluation).get("image-to-text-recall@1")).isEqualTo(1);
    assertThat(expert.pairs).isEqualTo(2 * 2 + 2 * 2);
    Expert one = new Expert();
    evaluate(one, blue, settings(1, 1));
    assertThat(one.pairs).isEqualTo(2 + 2);
  }

  @Test
  void keepsOthersBehindThoseThatTheMatcherSaw() {
    Expert wrong =
        new Expert() {
          @Override
          public NDArray matches(NDArray images, NDArray tokens) {
            return super.matches(images, tokens).neg();
          }
        };
    // The matcher turns the first two around; a third text stays third.
    Captions three =
        new Captions(
            List.of(new int[] {255, 100, 0}, new int[] {0, 255, 100}, new int[] {100, 0, 255}),
            List.of(List.of("red"), List.of("green"), List.of("blue")));
    Map<String, Double> plain = values(evaluate(wrong, three, settings(1, 0)));
    assertThat(plain.get("image-to-text-recall@1")).isEqualTo(1);
    Evaluation turned = evaluate(wrong, three, settings(1, 2));
    assertThat(values(turned).get("image-to-text-recall@1")).isZero();
    assertThat(turned.predictions().get(0).guesses())
        .extracting(Evaluation.Guess::name)
        .containsExactly("green", "red");
  }

  @Test
  void refusesToRerankWithoutAMatcher() {
    assertThatThrownBy(() -> evaluate(new Toy.Eye(manager, 10), colours, settings(1, 2)))
        .isInstanceOf(AlidadeException.class)
        .hasMessageContaining("expected a Matcher");
  }

  @Test
  void refusesAnImageThatNothingIsSaidOf() {
    Captions silent = new Captions(List.of(new int[] {1, 2, 3}), List.of(List.of()));
    assertThatThrownBy(() -> evaluate(new Expert(), silent, settings(1, 0)))
        .hasMessage("test: pixel-0 has no caption; expected at least one to be found by");
  }

  @Test
  void ranksTheBestOfSeveralRightEntries() {
    float[] scores = {0.1f, 0.9f, 0.5f, 0.5f};
    assertThat(RecallAt.rank(scores, List.of(0, 3))).isEqualTo(2); // of equals the earlier first
    assertThat(RecallAt.of(new int[] {0, 2, 5}, 5)).isCloseTo(2.0 / 3, within(1e-12));
  }
}
