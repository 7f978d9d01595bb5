package io.alidade.runtime.report;

import io.alidade.api.AlidadeException;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.registry.RunRow;
import io.alidade.runtime.report.ReportData.Evaluated;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/**
 * A run's predictions as one PNG: test images spread evenly over the split, each with its true name
 * and, where the model was wrong, what it said. A tick or a cross and a solid or a dashed frame
 * tell right from wrong, not the colour alone.
 */
public final class ContactSheet {
  // Pixels, at twice the size at which it is looked at.
  private static final int COLUMNS = 9;
  private static final int ROWS = 4;
  private static final int CELL_WIDTH = 192;
  private static final int CELL_HEIGHT = 226;
  private static final int MARGIN = 32;
  private static final int HEAD = 108;
  private static final int TILE = 96;
  private static final int LINE = 24;
  private static final int TEXT = 20;

  private static final Color PAPER = new Color(0xfcfcfa);
  private static final Color INK = new Color(0x1d2126);
  private static final Color QUIET = new Color(0x626a73);
  private static final Color RIGHT = new Color(0x1a6e50);
  private static final Color WRONG = new Color(0xa8431f);

  private final Graphics2D graphics;
  private final Evaluated evaluated;
  private final Confidence confidence;

  private ContactSheet(Graphics2D graphics, Evaluated evaluated) {
    this.graphics = graphics;
    this.evaluated = evaluated;
    this.confidence = Confidence.of(evaluated.file().evaluation());
  }

  /**
   * Draws the run's first evaluation into {@code file}.
   *
   * @param folder the run's
   */
  public static void write(Path folder, RunRow run, Path file) {
    List<EvaluationFile> files = EvaluationFile.all(folder);
    if (files.isEmpty() || files.get(0).evaluation().predictions().isEmpty()) {
      throw new AlidadeException(
          AlidadeException.Kind.CONFIG,
          run.id() + ": has no predictions to draw; expected a run with an evaluation");
    }
    Evaluated evaluated =
        new Evaluated(1, files.get(0), Shown.of(files.get(0).evaluation()), Tiles.read(folder, 1));
    requireFonts();
    Whole.write(file, Thumbnails.png(draw(run, evaluated)));
  }

  /** Without fontconfig or without a font the JDK throws errors of many kinds. */
  private static void requireFonts() {
    try {
      BufferedImage pixel = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
      pixel.createGraphics().getFontMetrics(new Font(Font.SANS_SERIF, Font.PLAIN, TEXT));
    } catch (RuntimeException | InternalError | LinkageError e) {
      throw new AlidadeException(
          AlidadeException.Kind.RESOURCE,
          "picture: Java finds no fonts on this machine; expected fontconfig and one font (the HTML"
              + " report needs none)",
          e);
    }
  }

  private static BufferedImage draw(RunRow run, Evaluated evaluated) {
    List<Prediction> sheet = evaluated.shown().sheet();
    int stride = Math.max(1, sheet.size() / (COLUMNS * ROWS));
    int count = Math.min(COLUMNS * ROWS, sheet.size());
    int rows = (count + COLUMNS - 1) / COLUMNS;
    BufferedImage image =
        new BufferedImage(
            2 * MARGIN + COLUMNS * CELL_WIDTH,
            HEAD + rows * CELL_HEIGHT + MARGIN,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.setColor(PAPER);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    ContactSheet drawing = new ContactSheet(graphics, evaluated);
    drawing.head(run);
    for (int i = 0; i < count; i++) {
      drawing.cell(
          sheet.get(i * stride),
          MARGIN + i % COLUMNS * CELL_WIDTH,
          HEAD + i / COLUMNS * CELL_HEIGHT);
    }
    graphics.dispose();
    return image;
  }

  private void head(RunRow run) {
    List<Prediction> all = evaluated.file().evaluation().predictions();
    double right = (double) all.stream().filter(Prediction::right).count() / all.size();
    text(
        all.get(0).described()
            ? "%s: what is said of %s test images".formatted(run.name(), Words.count(all.size()))
            : "%s: %s of %s test images named right"
                .formatted(run.name(), Words.percent(right), Words.count(all.size())),
        MARGIN,
        MARGIN + 22,
        Font.BOLD,
        TEXT + 6,
        INK);
    text(
        "%s on %s, %s, seed %d. Images spread evenly over the split, not picked."
            .formatted(
                run.method(), evaluated.file().dataset(), evaluated.file().split(), run.seed()),
        MARGIN,
        MARGIN + 50,
        Font.PLAIN,
        TEXT - 2,
        QUIET);
  }

  private void cell(Prediction prediction, int left, int top) {
    boolean described = prediction.described();
    boolean right = prediction.right() || described;
    evaluated
        .tiles()
        .flatMap(tiles -> tiles.image(prediction.index()))
        .ifPresent(tile -> graphics.drawImage(tile, left, top, TILE, TILE, null));
    graphics.setColor(described ? QUIET : right ? RIGHT : WRONG);
    graphics.setStroke(
        right
            ? new BasicStroke(2)
            : new BasicStroke(
                3, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {8, 6}, 0));
    graphics.drawRect(left, top, TILE, TILE);
    if (!described) {
      sign(right, left + TILE + 14, top + 6);
    }
    if (!prediction.guesses().isEmpty()) {
      double first = prediction.guesses().get(0).confidence();
      String written = confidence.write(first).replace("score ", "");
      text(
          written,
          left + TILE + 12,
          top + 50,
          Font.BOLD,
          TEXT - 2,
          described ? QUIET : right ? RIGHT : WRONG);
    }
    int line = top + TILE + LINE + 4;
    boolean named = right && !described;
    line = lines(prediction.truth(), left, line, named ? 3 : 2, Font.BOLD, INK);
    if (!named && !prediction.guesses().isEmpty()) {
      Color colour = described ? QUIET : WRONG;
      lines(prediction.guesses().get(0).name(), left, line, 2, Font.ITALIC, colour);
    }
  }

  private void sign(boolean right, int left, int top) {
    graphics.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    if (right) {
      graphics.drawLine(left, top + 12, left + 6, top + 19);
      graphics.drawLine(left + 6, top + 19, left + 20, top + 1);
    } else {
      graphics.drawLine(left, top + 1, left + 18, top + 19);
      graphics.drawLine(left + 18, top + 1, left, top + 19);
    }
  }

  private void text(String text, int left, int baseline, int style, int size, Color color) {
    graphics.setFont(new Font(Font.SANS_SERIF, style, size));
    graphics.setColor(color);
    graphics.drawString(text, left, baseline);
  }

  /** Writes words into at most {@code most} lines; returns the next line's baseline. */
  private int lines(String text, int left, int baseline, int most, int style, Color color) {
    graphics.setFont(new Font(Font.SANS_SERIF, style, TEXT - 2));
    graphics.setColor(color);
    int line = baseline;
    String rest = text;
    for (int i = 0; i < most && !rest.isEmpty(); i++) {
      String part = i == most - 1 ? shortened(rest) : fitting(rest);
      graphics.drawString(part, left, line);
      rest = i == most - 1 ? "" : rest.substring(part.length()).strip();
      line += LINE;
    }
    return line;
  }

  private boolean fits(String text) {
    return graphics.getFontMetrics().stringWidth(text) <= CELL_WIDTH - 20;
  }

  /** As many words as fit, at least one. */
  private String fitting(String text) {
    String best = text;
    while (!fits(best) && best.contains(" ")) {
      best = best.substring(0, best.lastIndexOf(' '));
    }
    return best;
  }

  private String shortened(String text) {
    if (fits(text)) {
      return text;
    }
    int length = text.length();
    while (length > 1 && !fits(text.substring(0, length) + "…")) {
      length--;
    }
    return text.substring(0, length).strip() + "…";
  }
}
