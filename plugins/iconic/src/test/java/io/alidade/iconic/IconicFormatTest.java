package io.alidade.iconic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.AlidadeException;
import io.alidade.api.DatasetCard;
import io.alidade.api.DatasetSpec;
import io.alidade.api.Field;
import io.alidade.api.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IconicFormatTest {
  private static final DatasetSpec[] SPECS =
      IconicFormat.class.getAnnotationsByType(DatasetSpec.class);

  @Test
  void opensWhatItOffers() {
    assertThat(SPECS).hasSize(3 + Data.DOWNSTREAM.size());
    for (DatasetSpec spec : SPECS) {
      DatasetCard card = Data.open(spec.id().replace("iconic/", "")).card();
      assertThat(card.id()).isEqualTo(spec.id());
      assertThat(card.summary()).isEqualTo(spec.summary());
      assertThat(card.task()).isEqualTo(spec.task());
      if (!spec.id().equals("iconic/scenes")) {
        assertThat(card.fields()).containsExactly(Field.IMAGE, Field.CAPTION, Field.LABEL);
      }
      assertThat(card.notes()).isNotEmpty();
    }
  }

  /** Nothing in them is drawn: they are the same on every machine. */
  @Test
  void hasTheseFingerprints() {
    Map<String, String> fingerprints = new TreeMap<>();
    for (DatasetSpec spec : SPECS) {
      String name = spec.id().replace("iconic/", "");
      fingerprints.put(name, Data.open(name).card().fingerprint().substring(0, 12));
    }
    assertThat(fingerprints)
        .containsOnly(
            Map.entry("brands", "2e161310fbfc"),
            Map.entry("devices", "f85ecc093268"),
            Map.entry("emoji", "a8edf3935fea"),
            Map.entry("emoji-unseen", "7a70aa5f5abe"),
            Map.entry("flags-continent", "ef6373125482"),
            Map.entry("food", "5e2594a61691"),
            Map.entry("nature", "259c9e1f62ec"),
            Map.entry("places", "e76c1946a76c"),
            Map.entry("scenes", "fa0dbb3d872c"),
            Map.entry("symbols", "c80d4e1b5a8d"),
            Map.entry("tools", "29dba4acd3b1"),
            Map.entry("transport", "6673f8ff7232"),
            Map.entry("weather", "dd1379b58e76"));
  }

  @Test
  void countsWhatIsLeftOutOfEachStyle() {
    assertThat(Data.open("emoji").card().notes())
        .contains(
            "noto: 1,645 concepts drawn; left out are 1,931 icons in skin tones, and 76 components,"
                + " second drawings and icons of its own (0, 1, 2, ...)",
            "fluent-emoji-flat: 1,594 concepts drawn; left out are 1,580 icons in skin tones, and 0"
                + " components, second drawings and icons of its own");
  }

  @Test
  void refusesAnUnknownSetAndAnUnknownSplit() {
    assertThatThrownBy(() -> Data.open("iconic/emojis", Path.of("target"), Progress.SILENT))
        .isInstanceOf(AlidadeException.class)
        .hasMessageStartingWith(
            "iconic/emojis is no data set of iconic; expected one of iconic/emoji, iconic/emoji-u");
    assertThatThrownBy(() -> Data.open("food").split("dev"))
        .isInstanceOf(AlidadeException.class)
        .hasMessage("iconic/food has no split dev; expected one of train, validation, test");
  }

  @Test
  void readsNoIconAgainAndJoinsAgainWhereTheIndexIsDamaged() throws IOException {
    String fingerprint = Data.open("emoji").card().fingerprint();
    Notes said = new Notes();
    assertThat(Data.open("iconic/emoji", Data.CACHE, said).card().fingerprint())
        .isEqualTo(fingerprint);
    assertThat(said.steps()).isEmpty();
    Path index;
    try (Stream<Path> files = Files.list(Data.CACHE)) {
      index = files.filter(file -> file.toString().endsWith(".index")).findFirst().orElseThrow();
    }
    Files.write(index, List.of("nothing"));
    assertThat(Data.open("iconic/emoji", Data.CACHE, said).card().fingerprint())
        .isEqualTo(fingerprint);
    assertThat(said.steps()).containsExactly("icon sets read 0/7", "icon sets read 7/7");
    assertThat(said.notes()).singleElement().asString().startsWith(index + ": cannot be used");
  }
}
