package io.alidade.runtime.report;

import io.alidade.api.AlidadeException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;

/** A picture that is drawn for a page: paper, ink and words; pixels are half of a page's. */
final class Canvas {
  static final Color PAPER = new Color(0xfcfcfa);
  static final Color INK = new Color(0x1d2126);
  static final Color QUIET = new Color(0x626a73);
  static final Color RULE = new Color(0xdcdfe2);
  static final Color RIGHT = new Color(0x1a6e50);
  static final Color WRONG = new Color(0xa8431f);

  static final int MARGIN = 32;
  static final int TEXT = 20;
  static final int LINE = 24;

  private final BufferedImage image;
  private final Graphics2D graphics;

  Canvas(int width, int height) {
    measured("", Hand.PLAIN);
    image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setColor(PAPER);
    graphics.fillRect(0, 0, width, height);
  }

  /**
   * A text's width, before there is a canvas. Without fontconfig or without a font the JDK throws
   * errors of many kinds.
   */
  static int measured(String text, Hand hand) {
    try {
      BufferedImage pixel = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
      return pixel.createGraphics().getFontMetrics(hand.font()).stringWidth(text);
    } catch (RuntimeException | InternalError | LinkageError e) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          "picture: Java finds no fonts on this machine; expected fontconfig and one font (the HTML"
              + " report needs none)",
          e);
    }
  }

  /** How words are written. */
  record Hand(int style, int size, Color color) {
    static final Hand PLAIN = new Hand(Font.PLAIN, TEXT - 2, INK);
    static final Hand BOLD = new Hand(Font.BOLD, TEXT - 2, INK);
    static final Hand SMALL = new Hand(Font.PLAIN, TEXT - 2, QUIET);
    static final Hand TITLE = new Hand(Font.BOLD, TEXT + 6, INK);

    Font font() {
      return new Font(Font.SANS_SERIF, style, size);
    }
  }

  Graphics2D graphics() {
    return graphics;
  }

  /** A title and what has to be known of the picture, at its upper edge. */
  void head(String title, String about) {
    int width = image.getWidth() - 2 * MARGIN;
    text(shortened(title, width, Hand.TITLE), MARGIN, MARGIN + 22, Hand.TITLE);
    lines(about, new Column(MARGIN, width), MARGIN + 50, 2, Hand.SMALL);
  }

  void text(String text, int left, int baseline, Hand hand) {
    graphics.setFont(hand.font());
    graphics.setColor(hand.color());
    graphics.drawString(text, left, baseline);
  }

  int width(String text, Hand hand) {
    return graphics.getFontMetrics(hand.font()).stringWidth(text);
  }

  /** Where words may stand. */
  record Column(int left, int width) {}

  /** Writes words into at most {@code most} lines; returns the next line's baseline. */
  int lines(String text, Column column, int baseline, int most, Hand hand) {
    int line = baseline;
    String rest = text;
    for (int i = 0; i < most && !rest.isEmpty(); i++) {
      boolean last = i == most - 1;
      String part =
          last ? shortened(rest, column.width(), hand) : fitting(rest, column.width(), hand);
      text(part, column.left(), line, hand);
      rest = last ? "" : rest.substring(part.length()).strip();
      line += LINE;
    }
    return line;
  }

  /** As many words as fit, at least one. */
  private String fitting(String text, int width, Hand hand) {
    String best = text;
    while (width(best, hand) > width && best.contains(" ")) {
      best = best.substring(0, best.lastIndexOf(' '));
    }
    return best;
  }

  private String shortened(String text, int width, Hand hand) {
    if (width(text, hand) <= width) {
      return text;
    }
    int length = text.length();
    while (length > 1 && width(text.substring(0, length) + "…", hand) > width) {
      length--;
    }
    return text.substring(0, length).strip() + "…";
  }

  static BasicStroke solid(int width) {
    return new BasicStroke(width);
  }

  static BasicStroke dashed(int width) {
    return new BasicStroke(
        width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {8, 6}, 0);
  }

  void write(Path file) {
    graphics.dispose();
    Whole.write(file, Thumbnails.png(image));
  }
}
