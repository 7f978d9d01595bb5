package io.alidade.iconic;

import java.util.List;

/**
 * An emoji without skin tone.
 *
 * @param code code points in hexadecimal joined by hyphens, without U+FE0F
 * @param label Unicode's name for it
 * @param base what it is without gender and facing direction: what splits keep together
 * @param keywords Unicode's
 */
record Concept(String code, String label, String base, List<String> keywords) {
  Concept {
    keywords = List.copyOf(keywords);
  }
}
