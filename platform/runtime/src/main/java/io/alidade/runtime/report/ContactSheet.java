package io.alidade.runtime.report;

import io.alidade.api.AlidadeException;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.registry.RunRow;
import io.alidade.runtime.report.Canvas.Column;
import io.alidade.runtime.report.Canvas.Hand;
import io.alidade.runtime.report.ReportData.Evaluated;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
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
  private static final int HEAD = 108;
  private static final int TILE = 96;

  private final Canvas canvas;
  private final Graphics2D graphics;
  private final Evaluated evaluated;
  private final Confidence confidence;

  private ContactSheet(Canvas canvas, Evaluated evaluated) {
    this.canvas = canvas;
    this.graphics = canvas.graphics();
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
    draw(run, Evaluated.of(folder, 1, files.get(0))).write(file);
  }

  static Canvas draw(RunRow run, Evaluated evaluated) {
    List<Prediction> sheet = evaluated.shown().sheet();
    int count = Math.min(COLUMNS * ROWS, sheet.size());
    int rows = (count + COLUMNS - 1) / COLUMNS;
    Canvas canvas =
        new Canvas(
            2 * Canvas.MARGIN + COLUMNS * CELL_WIDTH, HEAD + rows * CELL_HEIGHT + Canvas.MARGIN);
    ContactSheet drawing = new ContactSheet(canvas, evaluated);
    drawing.head(run);
    for (int i = 0; i < count; i++) {
      drawing.cell(
          sheet.get(i * sheet.size() / count),
          Canvas.MARGIN + i % COLUMNS * CELL_WIDTH,
          HEAD + i / COLUMNS * CELL_HEIGHT);
    }
    return canvas;
  }

  private void head(RunRow run) {
    List<Prediction> all = evaluated.file().evaluation().predictions();
    double right = (double) all.stream().filter(Prediction::right).count() / all.size();
    canvas.head(
        all.get(0).described()
            ? "%s: what is said of %s test images".formatted(run.name(), Words.count(all.size()))
            : "%s: %s of %s test images named right"
                .formatted(run.name(), Words.percent(right), Words.count(all.size())),
        "%s on %s, %s, seed %d. Images spread evenly over the split, not picked."
            .formatted(
                run.method(), evaluated.file().dataset(), evaluated.file().split(), run.seed()));
  }

  private void cell(Prediction prediction, int left, int top) {
    boolean described = prediction.described();
    boolean right = prediction.right() || described;
    evaluated
        .tiles()
        .flatMap(tiles -> tiles.image(prediction.index()))
        .ifPresent(tile -> graphics.drawImage(tile, left, top, TILE, TILE, null));
    graphics.setColor(described ? Canvas.QUIET : right ? Canvas.RIGHT : Canvas.WRONG);
    graphics.setStroke(right ? Canvas.solid(2) : Canvas.dashed(3));
    graphics.drawRect(left, top, TILE, TILE);
    if (!described) {
      sign(right, left + TILE + 14, top + 6);
    }
    if (!prediction.guesses().isEmpty()) {
      double first = prediction.guesses().get(0).confidence();
      String written = confidence.write(first).replace("score ", "");
      canvas.text(
          written,
          left + TILE + 12,
          top + 50,
          new Hand(
              Font.BOLD,
              Canvas.TEXT - 2,
              described ? Canvas.QUIET : right ? Canvas.RIGHT : Canvas.WRONG));
    }
    Column column = new Column(left, CELL_WIDTH - 20);
    int line = top + TILE + Canvas.LINE + 4;
    boolean named = right && !described;
    line = canvas.lines(prediction.truth(), column, line, named ? 3 : 2, Hand.BOLD);
    if (!named && !prediction.guesses().isEmpty()) {
      Color colour = described ? Canvas.QUIET : Canvas.WRONG;
      Hand hand = new Hand(Font.ITALIC, Canvas.TEXT - 2, colour);
      canvas.lines(prediction.guesses().get(0).name(), column, line, 2, hand);
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
}
