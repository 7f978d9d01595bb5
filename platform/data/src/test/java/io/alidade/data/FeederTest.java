package io.alidade.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import io.alidade.api.AlidadeException;
import io.alidade.api.Batch;
import io.alidade.api.Field;
import io.alidade.api.ImageSpec;
import io.alidade.api.Sample;
import io.alidade.api.Split;
import io.alidade.api.Tokenizer;
import io.alidade.data.photo.ImageTransform;
import io.alidade.data.photo.PhotoSettings;
import io.alidade.data.photo.PhotoStep;
import io.alidade.data.photo.Pixels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FeederTest {
  private static final ImageSpec SPEC =
      new ImageSpec(4, 4, List.of(1f, .5f, 0f), List.of(.35f, .5f, 1f), List.of(255, 255, 255));
  private static final AugmentSettings STRONG =
      new AugmentSettings(1, 0.7, 1.4, 17, 0.15, 0.3, 0.1, 0.3);

  /** Start 1, then 10 and the position of each letter, end 2. */
  private static final Tokenizer LETTERS =
      new Tokenizer() {
        @Override
        public int vocabularySize() {
          return 200;
        }

        @Override
        public int contextLength() {
          return 40;
        }

        @Override
        public int padId() {
          return 0;
        }

        @Override
        public int endId() {
          return 2;
        }

        @Override
        public int[] encode(String text) {
          int[] ids = new int[text.length() + 2];
          ids[0] = 1;
          for (int i = 0; i < text.length(); i++) {
            ids[i + 1] = text.charAt(i);
          }
          ids[ids.length - 1] = 2;
          return ids;
        }

        @Override
        public String json() {
          return "{}";
        }
      };

  private static final Set<Field> FIELDS = Set.of(Field.IMAGE, Field.CAPTION, Field.LABEL);

  private static DataSettings settings(AugmentSettings augment, CaptionSettings captions) {
    return new DataSettings(
        "toy/shades", "train", "", false, 1, augment, PhotoSettings.NONE, captions);
  }

  private static Feeder feeder(DataSettings settings, long seed, int workers) {
    return new Feeder(
        new Shades(40, 40), SPEC, Optional.of(LETTERS), FIELDS, settings, 8, seed, 0, workers);
  }

  /** All numbers of the first batches. */
  private static List<Float> numbers(Feeder feeder, int batches) {
    List<Float> numbers = new ArrayList<>();
    try (feeder;
        NDManager manager = NDManager.newBaseManager()) {
      for (int i = 0; i < batches; i++) {
        Batch batch = feeder.next(manager);
        for (float value : batch.images().duplicate().toFloatArray()) {
          numbers.add(value);
        }
        for (long label : batch.labels().toLongArray()) {
          numbers.add((float) label);
        }
        for (long token : batch.tokens().toLongArray()) {
          numbers.add((float) token);
        }
      }
    }
    return numbers;
  }

  @Test
  void givesTheSameBatchesWhateverTheNumberOfWorkers() {
    CaptionSettings captions = new CaptionSettings(0.5, List.of("a drawing of {}"));
    List<Float> one = numbers(feeder(settings(STRONG, captions), 7, 1), 12);
    assertThat(numbers(feeder(settings(STRONG, captions), 7, 3), 12)).isEqualTo(one);
    assertThat(numbers(feeder(settings(STRONG, captions), 8, 1), 12)).isNotEqualTo(one);
  }

  private static DataSettings photographs(PhotoStep... steps) {
    PhotoSettings none = PhotoSettings.NONE;
    PhotoSettings photo =
        new PhotoSettings(
            List.of(steps), none.crop(), 0, none.jitter(), 0.5, none.blur(), none.randAugment());
    return new DataSettings(
        "toy/shades", "train", "", false, 1, AugmentSettings.NONE, photo, CaptionSettings.PLAIN);
  }

  @Test
  void changesPhotographsTheSameWayWhateverTheNumberOfWorkers() {
    DataSettings settings =
        photographs(PhotoStep.RANDOM_RESIZED_CROP, PhotoStep.COLOUR_JITTER, PhotoStep.GREY);
    List<Float> one = numbers(feeder(settings, 7, 1), 12);
    assertThat(numbers(feeder(settings, 7, 3), 12)).isEqualTo(one);
    assertThat(numbers(feeder(settings, 8, 1), 12)).isNotEqualTo(one);
  }

  @Test
  void handsPhotographsToTheEngineAsBytesAndNormalisesThemThere() {
    try (Feeder feeder = feeder(photographs(PhotoStep.FLIP), 1, 2);
        NDManager manager = NDManager.newBaseManager()) {
      Batch batch = feeder.next(manager);
      assertThat(batch.images().getDataType()).isEqualTo(DataType.FLOAT32);
      assertThat(batch.images().getShape().getShape()).containsExactly(8, 3, 4, 4);
      float[] seen = batch.images().duplicate().toFloatArray();
      long[] labels = batch.labels().toLongArray();
      float[] expected = new float[3 * 4 * 4];
      for (int i = 0; i < 8; i++) {
        Pixels pixels =
            Pixels.of(new Shades(40, 40).sample((int) labels[i]).image(), SPEC.background());
        byte[] rgb = ImageTransform.CLIP.apply(pixels, SPEC).pixels();
        new Levels(SPEC).planes(rgb, expected, 0);
        for (int k = 0; k < expected.length; k++) {
          assertThat(seen[i * expected.length + k]).isCloseTo(expected[k], within(1e-6f));
        }
      }
    }
  }

  @Test
  void givesWithoutAugmentationWhatEvaluationSees() {
    try (Feeder feeder = feeder(settings(AugmentSettings.NONE, CaptionSettings.PLAIN), 1, 2);
        NDManager manager = NDManager.newBaseManager()) {
      Batch batch = feeder.next(manager);
      assertThat(batch.images().getDataType()).isEqualTo(DataType.FLOAT32);
      assertThat(batch.images().getShape().getShape()).containsExactly(8, 3, 4, 4);
      int[] indices =
          Arrays.stream(batch.labels().toLongArray()).mapToInt(Math::toIntExact).toArray();
      float[] seen = batch.images().duplicate().toFloatArray();
      float[] expected =
          ImageBatches.load(new Shades(40, 40), indices, SPEC, manager).toFloatArray();
      for (int i = 0; i < seen.length; i++) {
        // Rounded to bytes as colour, as alpha and on the background: 1.5 of 255, over 0.35.
        assertThat(seen[i]).isCloseTo(expected[i], within(1.5f / 255 / .35f));
      }
    }
  }

  @Test
  void leavesABatchAsItIsUntilItsManagerIsClosed() {
    try (Feeder feeder = feeder(settings(STRONG, CaptionSettings.PLAIN), 1, 2);
        NDManager manager = NDManager.newBaseManager()) {
      Batch kept = feeder.next(manager);
      float[] before = kept.images().duplicate().toFloatArray();
      for (int i = 0; i < 20; i++) {
        try (NDManager own = manager.newSubManager()) {
          float[] other = feeder.next(own).images().duplicate().toFloatArray();
          assertThat(other).isNotEqualTo(before);
        }
        System.gc(); // Would free a buffer that only the engine knows of.
      }
      assertThat(kept.images().duplicate().toFloatArray()).isEqualTo(before);
    }
  }

  @Test
  void padsTextsToTheLongestOfTheBatch() {
    try (Feeder feeder = feeder(settings(AugmentSettings.NONE, CaptionSettings.PLAIN), 1, 1);
        NDManager manager = NDManager.newBaseManager()) {
      Batch batch = feeder.next(manager);
      long[] labels = batch.labels().toLongArray();
      int longest = Arrays.stream(labels).anyMatch(label -> label > 9) ? 10 : 9;
      assertThat(batch.tokens().getShape().getShape()).containsExactly(8, longest);
      long[] row = Arrays.copyOf(batch.tokens().toLongArray(), longest);
      String text = "shade " + labels[0];
      assertThat(row).startsWith(1, 's', 'h', 'a', 'd', 'e', ' ');
      assertThat(row[text.length() + 1]).isEqualTo(2);
    }
  }

  @Test
  void drawsTemplatesAndOtherCaptionsInTheAskedShare() {
    CaptionSettings captions = new CaptionSettings(0.5, List.of("the {}"));
    int plain = 0;
    int template = 0;
    int other = 0;
    try (Feeder feeder = feeder(settings(AugmentSettings.NONE, captions), 1, 2);
        NDManager manager = NDManager.newBaseManager()) {
      for (int i = 0; i < 100; i++) {
        Batch batch = feeder.next(manager);
        long[] ids = batch.tokens().toLongArray();
        int width = ids.length / 8;
        for (int row = 0; row < 8; row++) {
          switch ((char) ids[row * width + 1]) {
            case 's' -> plain++;
            case 't' -> template++;
            case 'o' -> other++;
            default -> throw new AssertionError("neither of the three texts");
          }
        }
      }
    }
    // Of 800: half plain, a quarter each; standard deviations 14 and 12.
    assertThat(plain).isBetween(340, 460);
    assertThat(template).isBetween(150, 250);
    assertThat(other).isBetween(150, 250);
  }

  @Test
  void saysWhichSampleCannotBeRead() {
    Split broken =
        new Split() {
          @Override
          public String name() {
            return "train";
          }

          @Override
          public int size() {
            return 4;
          }

          @Override
          public Sample sample(int index) {
            throw new AlidadeException(AlidadeException.Kind.DATA, "shade/3 cannot be read");
          }

          @Override
          public SampleText text(int index) {
            return new Shades(4, 4).text(index);
          }

          @Override
          public List<String> classNames() {
            return List.of();
          }
        };
    DataSettings settings = settings(AugmentSettings.NONE, CaptionSettings.PLAIN);
    try (Feeder feeder = new Feeder(broken, SPEC, Optional.empty(), FIELDS, settings, 2, 1, 0, 1);
        NDManager manager = NDManager.newBaseManager()) {
      assertThatThrownBy(() -> feeder.next(manager))
          .isInstanceOf(AlidadeException.class)
          .hasMessage("shade/3 cannot be read");
    }
  }
}
