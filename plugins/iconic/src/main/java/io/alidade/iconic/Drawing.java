package io.alidade.iconic;

/**
 * One drawing of one concept.
 *
 * @param style icon set
 * @param place among the style's drawings
 * @param icon name in the set
 */
record Drawing(String style, int place, String icon, Concept concept) {
  String id() {
    return style + "/" + icon;
  }

  String base() {
    return concept.base();
  }
}
