package io.alidade.runtime.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamePlacesTest {
  private final NamePlaces places = new NamePlaces(new Frame(0, 0, 100, 100));

  @Test
  void putsANameAboveItsBoxAndTheNextElsewhere() {
    Frame box = new Frame(20, 40, 30, 30);
    assertThat(places.place(box, 30, 10)).isEqualTo(new Frame(20, 30, 30, 10));
    assertThat(places.place(box, 30, 10)).isEqualTo(new Frame(20, 70, 30, 10));
  }

  @Test
  void keepsNamesInside() {
    assertThat(places.place(new Frame(90, 0, 10, 10), 30, 10)).isEqualTo(new Frame(70, 0, 30, 10));
  }

  @Test
  void saysWhenThereIsNoRoom() {
    Frame box = new Frame(0, 0, 100, 100);
    assertThat(places.hasRoom(box, 100, 100)).isTrue();
    places.place(box, 100, 100);
    assertThat(places.hasRoom(box, 10, 10)).isFalse();
  }
}
