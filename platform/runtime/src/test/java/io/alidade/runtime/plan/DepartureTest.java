package io.alidade.runtime.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the defaults of {@link ToyCatalog}. */
class DepartureTest {
  @TempDir Path temporary;
  private PlanFolder files;

  @BeforeEach
  void open() {
    files = new PlanFolder(temporary);
  }

  private List<String> said(String text) {
    return files.only(PlanFolder.LEAST + text).departures().stream()
        .map(Departure::sentence)
        .toList();
  }

  @Test
  void areNoneWhereTheDefaultsAreKept() {
    assertThat(said("")).isEmpty();
    assertThat(said("train.steps = 5\nseeds = [1, 2]")).isEmpty();
  }

  /** 0.070 is 0.07, and random is written with and without quotes. */
  @Test
  void areNoneWhereADefaultIsWrittenOtherwise() {
    assertThat(said("toy.clip { width = 6.4e1, temperature = 0.070, start = \"random\" }"))
        .isEmpty();
  }

  @Test
  void showTheValueAndTheDefault() {
    assertThat(
            said(
                """
                toy.clip {
                  width = 8
                  start = from-text
                  prompts = ["a {}", "b {}"]
                  weights { image = 0.5, text = 2 }
                  depth = 3
                }
                """))
        .containsExactly(
            "toy.clip.depth = 3 (default none)",
            "toy.clip.prompts = [\"a {}\",\"b {}\"] (default [])",
            "toy.clip.start = \"from-text\" (default \"random\")",
            "toy.clip.weights.image = 0.5 (default 1.0)",
            "toy.clip.weights.text = 2 (default none)",
            "toy.clip.width = 8 (default 64)");
  }

  @Test
  void standInTheTextForAPersonAndChangeNothing() {
    Experiment experiment = files.only(PlanFolder.LEAST + "toy.clip.width = 8");
    assertThat(experiment.annotated()).containsOnlyOnce("# default 64\n").contains("width=8");
    assertThat(experiment.text()).doesNotContain("default 64");
    assertThat(ConfigFactory.parseString(experiment.annotated()))
        .isEqualTo(ConfigFactory.parseString(experiment.text()));
    Experiment read =
        Suite.readBack(files.write("config.conf", experiment.annotated()), ToyCatalog.FIRST);
    assertThat(read.text()).isEqualTo(experiment.text());
    assertThat(read.departures()).isEqualTo(experiment.departures()).hasSize(1);
    assertThat(read.configurationHash()).isEqualTo(experiment.configurationHash());
    assertThat(read.identity(Map.of())).isEqualTo(experiment.identity(Map.of()));
  }

  @Test
  void areNoneWhereATextSaysNothingOfThem() {
    assertThat(Departure.of("toy.clip { width = 8 }", "toy.clip")).isEmpty();
    assertThat(Departure.of("toy.clip { width = 8 }", "toy.pixels")).isEmpty();
    assertThat(Departure.of("} no HOCON {", "toy.clip")).isEmpty();
  }
}
