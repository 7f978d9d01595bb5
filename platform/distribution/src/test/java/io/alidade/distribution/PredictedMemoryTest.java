package io.alidade.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.alidade.distribution.Packed.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What runs of real size are predicted to take against what they took, within a quarter. Minutes,
 * and up to 10 GB: {@code mvn verify -Dalidade.long=true}.
 */
@Tag("packed")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
@EnabledIfSystemProperty(named = "alidade.long", matches = "true")
class PredictedMemoryTest {
  private static final Path CONFIGS = Path.of("../../configs");
  private static final String TOWER =
      "contrastive.clip.image.vit={ patch = 8, width = 192, layers = 6, heads = 6 }";

  @TempDir Path folder;

  static Stream<List<String>> experiments() {
    return Stream.of(
        List.of("quickstart.conf", "train.steps=120"),
        List.of("contrastive/clip.conf", "train.steps=120"),
        vit("train.batch-size=128"),
        vit("train.batch-size=1024"),
        vit("train.batch-size=1024", "execution.memory=1g"));
  }

  private static List<String> vit(String... further) {
    Stream<String> tower =
        Stream.of(
            "quickstart.conf",
            "train.steps=2",
            "contrastive.clip.image.kind=vit",
            "contrastive.clip.image.size=64",
            TOWER,
            "contrastive.clip.text.layers=4",
            "evaluate=[]");
    return Stream.concat(tower, Stream.of(further)).toList();
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void liesWithinAQuarterOfWhatTheRunTook(List<String> experiment) throws Exception {
    Packed alidade = new Packed(folder);
    Stream<String> overrides =
        Stream.concat(experiment.stream().skip(1), Stream.of("baselines=[]"));
    Answer answer =
        alidade.call(
            Stream.concat(
                    Stream.of("run", CONFIGS.resolve(experiment.get(0)).toString()),
                    overrides.flatMap(override -> Stream.of("-D", override)))
                .toArray(String[]::new));

    assertThat(answer.code()).as(answer.err()).isZero();
    JsonObject run = alidade.latest();
    double predicted = run.get("predicted_memory_bytes").getAsDouble();
    assertThat(predicted / run.get("peak_memory_bytes").getAsDouble())
        .as("%s: %s", experiment, run)
        .isBetween(0.75, 1.25);
  }
}
