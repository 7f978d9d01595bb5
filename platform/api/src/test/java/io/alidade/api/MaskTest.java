package io.alidade.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

class MaskTest {
  /** The pixel (2, 1) of 3 x 2 is the bit 1 * 3 + 2. */
  @Test
  void countsItsPixelsRowByRow() {
    Mask mask = new Mask(3, 2, BitSet.valueOf(new long[] {1 << 5}));
    assertThat(mask.holds(2, 1)).isTrue();
    assertThat(mask.holds(1, 1)).isFalse();
    assertThat(mask.holds(2, 0)).isFalse();
  }

  @Test
  void refusesAPixelBehindItsLast() {
    assertThatThrownBy(() -> new Mask(3, 2, BitSet.valueOf(new long[] {1 << 6})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a mask of 3 x 2 pixels with the bit 6; expected none behind the last pixel's");
    assertThatThrownBy(() -> new Mask(0, 2, new BitSet()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a mask of 0 x 2 pixels; expected at least 1 x 1");
  }

  @Test
  void fitsAnImageOfItsSizeAlone() {
    Mask mask = new Mask(3, 2, new BitSet());
    assertThat(mask.fitting(new Image(2, 3, 3, new byte[18]), "a/1")).isSameAs(mask);
    assertThatThrownBy(() -> mask.fitting(new Image(3, 2, 3, new byte[18]), "a/1"))
        .isInstanceOf(AlidadeException.class)
        .hasMessage("a/1 has a mask of 3 x 2 pixels; expected 2 x 3, as its image has");
  }
}
