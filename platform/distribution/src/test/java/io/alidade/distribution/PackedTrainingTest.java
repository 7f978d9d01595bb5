package io.alidade.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.alidade.distribution.Packed.Answer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Which model a whole run measures, and how it says what broke it. */
@Tag("packed")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class PackedTrainingTest {
  private static final String EXPERIMENT =
      Packed.TINY
          + """
          train.steps = 6
          canary { dataset = iconic/weather, split = train, every = 2, samples = 8 }
          execution.checkpoint-every = 1
          """;

  @TempDir Path folder;
  Packed alidade;
  String file;

  @BeforeEach
  void write() throws Exception {
    alidade = new Packed(folder);
    file = Files.writeString(folder.resolve("tiny.conf"), EXPERIMENT).toString();
  }

  /** The run's folder. */
  private Path run(String... settings) throws Exception {
    String[] arguments = new String[2 + 2 * settings.length];
    arguments[0] = "run";
    arguments[1] = file;
    for (int i = 0; i < settings.length; i++) {
      arguments[2 + 2 * i] = "-D";
      arguments[3 + 2 * i] = settings[i];
    }
    Answer answer = alidade.call(arguments);
    assertThat(answer.code()).as(answer.err()).isZero();
    return alidade.runFolder(alidade.latest().get("id").getAsString());
  }

  @Test
  void measuresTheMovingAverageAndSaysSo() throws Exception {
    ByteBuffer last = tensors(run().resolve("checkpoints/model.safetensors"));

    Path averaged = run("train.ema.decay=0.75");

    String note = "the model is the moving average of its steps (train.ema.decay = 0.75)";
    assertThat(tensors(averaged.resolve("checkpoints/model.safetensors"))).isNotEqualTo(last);
    assertThat(alidade.call("show", "latest").out()).contains(note);
    assertThat(Files.readString(averaged.resolve("report.html"))).contains("moving average");
  }

  /** The rate is highest behind the warm-up, a tenth of the six steps, and falls from then on. */
  @Test
  void keepsTheBestModelAndMeasuresItWhereAsked() throws Exception {
    String metric = "train.keep-best.metric=learning-rate";
    Path last = run(metric).resolve("checkpoints");
    assertThat(tensors(last.resolve("model.safetensors")))
        .isNotEqualTo(tensors(last.resolve("best.safetensors")));
    assertThat(alidade.call("show", "latest").out())
        .contains("learning-rate was best after step 1 of 6: 0.001");

    Path chosen = run(metric, "train.keep-best.evaluate=best").resolve("checkpoints");
    assertThat(tensors(chosen.resolve("model.safetensors")))
        .isEqualTo(tensors(chosen.resolve("best.safetensors")))
        .isEqualTo(tensors(last.resolve("best.safetensors")));
    assertThat(alidade.call("show", "latest").out())
        .contains("the model is the one of the best learning-rate during training");
  }

  @Test
  void namesTheBatchThatBrokeARunAndTheCheckpointBeforeIt() throws Exception {
    Answer answer = alidade.call("run", file, "-D", "train.optimizer.rate=1e30");

    assertThat(answer.code()).isEqualTo(1);
    JsonObject run = alidade.latest();
    assertThat(run.get("state").getAsString()).isEqualTo("failed");
    assertThat(run.get("cause").getAsString())
        .containsPattern("step \\d of 6: .* is (NaN|-?Infinity); expected a finite number")
        .containsPattern("the batch is epoch \\d: \\S+, ")
        .containsPattern("the last good checkpoint is step-0000000\\d.safetensors");
  }

  /** Values of all tensors, in the file's order; its metadata names the run. */
  private static ByteBuffer tensors(Path path) throws Exception {
    byte[] file = Files.readAllBytes(path);
    long header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    return ByteBuffer.wrap(Arrays.copyOfRange(file, 8 + (int) header, file.length));
  }
}
