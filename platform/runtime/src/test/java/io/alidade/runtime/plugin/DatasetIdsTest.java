package io.alidade.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetIdsTest {
  @ParameterizedTest
  @CsvSource({
    "iconic/emoji,         iconic/emoji,   iconic",
    "image-folder:pets,    image-folder:*, image-folder",
    "image-folder:/a/b:c/, image-folder:*, image-folder",
    "image-folder:a/b,     image-folder:*, image-folder",
    "coco:C:\\data,        coco:*,         coco",
    "iconic/a:b,           iconic/a:b,     iconic",
    "image-folder:,        image-folder:,  image-folder",
    "pets,                 pets,           pets"
  })
  void asksTheFormatForWhatLiesAtAPath(String id, String declared, String format) {
    assertThat(DatasetIds.declared(id)).isEqualTo(declared);
    assertThat(DatasetIds.format(id)).isEqualTo(format);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iconic/emoji", "a-1/b-2", "image-folder:*"})
  void letsAFormatDeclareANameOrAnyPath(String id) {
    assertThat(DatasetIds.isDeclarable(id)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"emoji", "iconic/Emoji", "image-folder:pets", "a/b:*", ":*", "a/b/c", "a:"})
  void refusesWhatNamesNeither(String id) {
    assertThat(DatasetIds.isDeclarable(id)).isFalse();
  }

  @Test
  void isShownAsAUserWritesIt() {
    assertThat(DatasetIds.shown("image-folder:*")).isEqualTo("image-folder:PATH");
    assertThat(DatasetIds.shown("iconic/emoji")).isEqualTo("iconic/emoji");
  }
}
