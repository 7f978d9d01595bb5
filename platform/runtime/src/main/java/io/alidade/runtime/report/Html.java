package io.alidade.runtime.report;

import java.util.Locale;

/** Builds HTML text; whatever comes from outside is escaped. */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /** Markup of ours, as it is. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Text from anywhere. */
  Html text(String text) {
    out.append(escape(text));
    return this;
  }

  /** {@code <name>text</name>}; {@code tag} may carry attributes of ours. */
  Html element(String tag, String text) {
    int space = tag.indexOf(' ');
    String name = space < 0 ? tag : tag.substring(0, space);
    return raw("<" + tag + ">").text(text).raw("</" + name + ">");
  }

  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /** A number in markup: at most two decimals, always with a point. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
