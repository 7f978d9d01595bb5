package io.alidade.iconic;

/**
 * One drawing of one concept.
 *
 * @param style icon set
 * @param icon name in it
 * @param code of the concept
 */
record Drawing(String style, String icon, String code) {
  String id() {
    return style + "/" + icon;
  }
}
