package io.alidade.runtime.report;

import io.alidade.api.Drawing;
import io.alidade.api.Drawing.Areas;
import io.alidade.api.Drawing.Mark;
import io.alidade.api.Drawing.Side;
import io.alidade.api.Evaluation.Guess;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.api.Measurement;
import io.alidade.registry.RunRow;
import io.alidade.runtime.report.AreaColours.Spot;
import io.alidade.runtime.report.Canvas.Column;
import io.alidade.runtime.report.Canvas.Hand;
import io.alidade.runtime.report.ReportData.Evaluated;
import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The same scenes as several methods see them: a row a scene, what is there on the left, a column a
 * method.
 */
final class SceneGrid {
  private static final int CELL = 372;
  private static final int GAP = 24;
  private static final int HEAD = 196;
  private static final int ROW_HEAD = 40;
  private static final int ROWS = 4;
  private static final int SENTENCES = 6; // rows of captions, which are lower
  private static final int IMAGE = 150; // side of an image beside captions
  private static final int PADDING = 4;

  private static final Hand NAME = new Hand(Font.BOLD, 17, Canvas.INK);
  private static final Hand SAID = new Hand(Font.ITALIC, 17, Canvas.WRONG);

  /** What a picture shows of a scene. */
  enum Kind {
    CAPTIONS,
    BOXES,
    AREAS;

    /** What was kept of an evaluation. */
    static Optional<Kind> of(Evaluated evaluated) {
      Optional<Prediction> first = evaluated.shown().sheet().stream().findFirst();
      Optional<Drawing> drawing = first.flatMap(Prediction::drawn);
      if (drawing.isPresent()) {
        return Optional.of(drawing.get().areas().isEmpty() ? BOXES : AREAS);
      }
      return first.filter(one -> one.described() && one.truth().contains(" ")).map(one -> CAPTIONS);
    }
  }

  /** A column: a run and what it said. */
  record Seen(RunRow run, Evaluated evaluated) {
    Optional<Prediction> of(Prediction other) {
      return evaluated.shown().sheet().stream()
          .filter(one -> one.index() == other.index() && one.truth().equals(other.truth()))
          .findFirst();
    }

    Optional<BufferedImage> image(int sample) {
      return evaluated.tiles().flatMap(tiles -> tiles.image(sample));
    }
  }

  private final Canvas canvas;
  private final Graphics2D graphics;
  private final Kind kind;
  private final List<Seen> columns;
  private final int first;

  private SceneGrid(Kind kind, List<Seen> columns, int rows) {
    this.kind = kind;
    this.columns = columns;
    this.first = kind == Kind.CAPTIONS ? IMAGE : kind == Kind.AREAS ? 2 * CELL + GAP : CELL;
    int extra = kind == Kind.CAPTIONS ? 1 : 0; // what is true is said in words
    int width = 2 * Canvas.MARGIN + first + (columns.size() + extra) * (GAP + CELL);
    this.canvas = new Canvas(width, HEAD + rows * rowHeight() + Canvas.MARGIN);
    this.graphics = canvas.graphics();
  }

  private int rowHeight() {
    return kind == Kind.CAPTIONS ? IMAGE + GAP : ROW_HEAD + CELL + GAP;
  }

  /** All columns have seen the same sheet. */
  static Canvas draw(Kind kind, String title, List<Seen> columns) {
    List<Prediction> sheet = columns.get(0).evaluated().shown().sheet();
    int rows = Math.min(kind == Kind.CAPTIONS ? SENTENCES : ROWS, sheet.size());
    SceneGrid grid = new SceneGrid(kind, columns, rows);
    grid.head(title);
    for (int row = 0; row < rows; row++) {
      Prediction scene = sheet.get(row * sheet.size() / rows);
      int top = HEAD + row * grid.rowHeight();
      switch (kind) {
        case CAPTIONS -> grid.sentences(scene, top);
        case BOXES -> grid.boxes(scene, top);
        case AREAS -> grid.areas(scene, top);
      }
    }
    return grid.canvas;
  }

  private int left(int column) {
    int words = kind == Kind.CAPTIONS ? GAP + CELL : 0;
    return Canvas.MARGIN + first + words + GAP + column * (CELL + GAP);
  }

  private void head(String title) {
    String what =
        switch (kind) {
          case CAPTIONS -> "One of each image's own captions, and what each method says.";
          case BOXES ->
              "Solid: what is there. Dashed: what is said with its score, the surest, at most as many"
                  + " as there are things.";
          case AREAS ->
              "Each pixel's class. What is there keeps its colour in a row; small further areas are"
                  + " dark grey. Names where there is room.";
        };
    canvas.head(title, what + " Images spread evenly over the split, not picked.");
    int baseline = HEAD - 46;
    if (kind == Kind.CAPTIONS) {
      canvas.text("true", Canvas.MARGIN + first + GAP, baseline, Hand.BOLD);
    } else if (kind == Kind.BOXES) {
      canvas.text("what is there", Canvas.MARGIN, baseline, Hand.BOLD);
    } else {
      canvas.text("image", Canvas.MARGIN, baseline, Hand.BOLD);
      canvas.text("what is there", Canvas.MARGIN + CELL + GAP, baseline, Hand.BOLD);
    }
    for (int i = 0; i < columns.size(); i++) {
      Seen seen = columns.get(i);
      Column column = new Column(left(i), CELL);
      canvas.lines(seen.run().name(), column, baseline, 1, Hand.BOLD);
      List<Measurement> numbers = seen.evaluated().file().evaluation().measurements();
      String number =
          numbers.isEmpty()
              ? ""
              : ", %s %s"
                  .formatted(
                      numbers.get(0).metric(),
                      Words.measured(numbers.get(0).value(), numbers.get(0).unit())
                          .replace(" score", ""));
      canvas.lines(seen.run().method() + number, column, baseline + Canvas.LINE, 1, Hand.SMALL);
    }
  }

  private void rowHead(Prediction scene, int top) {
    int width = left(columns.size()) - GAP - Canvas.MARGIN;
    canvas.lines(
        scene.sample() + ": " + scene.truth(),
        new Column(Canvas.MARGIN, width),
        top + 26,
        1,
        Hand.PLAIN);
  }

  private Optional<BufferedImage> image(Prediction scene) {
    return columns.stream().flatMap(seen -> seen.image(scene.index()).stream()).findFirst();
  }

  private void draw(Optional<BufferedImage> image, int left, int top, int side) {
    image.ifPresent(tile -> graphics.drawImage(tile, left, top, side, side, null));
    graphics.setColor(Canvas.RULE);
    graphics.setStroke(Canvas.solid(2));
    graphics.drawRect(left, top, side, side);
  }

  private void sentences(Prediction scene, int top) {
    draw(image(scene), Canvas.MARGIN, top, IMAGE);
    Column truth = new Column(Canvas.MARGIN + IMAGE + GAP, CELL - GAP);
    canvas.lines(scene.truth(), truth, top + Canvas.TEXT, 5, Hand.BOLD);
    for (int i = 0; i < columns.size(); i++) {
      Optional<Prediction> said = columns.get(i).of(scene);
      if (said.isPresent() && !said.get().guesses().isEmpty()) {
        Guess guess = said.get().guesses().get(0);
        Column column = new Column(left(i), CELL - GAP);
        int line = canvas.lines(guess.name(), column, top + Canvas.TEXT, 5, Hand.PLAIN);
        String sure = String.format(Locale.ROOT, "score %.2f", guess.confidence());
        canvas.lines(sure, column, line, 1, Hand.SMALL);
      }
    }
  }

  private void boxes(Prediction scene, int top) {
    rowHead(scene, top);
    int under = top + ROW_HEAD;
    Optional<BufferedImage> image = image(scene);
    draw(image, Canvas.MARGIN, under, CELL);
    scene.drawn().ifPresent(drawing -> marks(drawing, scene, Canvas.MARGIN, under, Side.TRUE));
    for (int i = 0; i < columns.size(); i++) {
      int left = left(i);
      draw(image, left, under, CELL);
      columns
          .get(i)
          .of(scene)
          .flatMap(Prediction::drawn)
          .ifPresent(drawing -> marks(drawing, scene, left, under, Side.SAID));
    }
  }

  /** The image's place in a cell. */
  private static Frame frame(Drawing drawing, int left, int top, int tile) {
    double scale = (double) CELL / tile;
    return Frame.inSquare(tile, drawing.width(), drawing.height()).scaled(scale, left, top);
  }

  private int tile() {
    return columns.stream()
        .flatMap(seen -> seen.evaluated().tiles().stream())
        .mapToInt(tiles -> tiles.thumbnails().tile())
        .findFirst()
        .orElse(CELL);
  }

  /** True boxes, and with {@code side} SAID the said ones over them, whose names alone are told. */
  private void marks(Drawing drawing, Prediction scene, int left, int top, Side side) {
    Frame image = frame(drawing, left, top, tile());
    NamePlaces places = new NamePlaces(new Frame(left, top, CELL, CELL));
    List<Mark> named = new ArrayList<>();
    for (Mark mark : drawing.marks()) {
      if (mark.side() == Side.TRUE || side == Side.SAID) {
        box(image.part(mark.box()), mark.side());
        if (mark.side() == side) {
          named.add(mark);
        }
      }
    }
    for (Mark mark : named) {
      boolean repeated = mark.name().equals(scene.truth());
      boolean said = mark.side() == Side.SAID;
      String name = repeated ? "" : mark.name();
      String sure = said ? String.format(Locale.ROOT, "%.2f", mark.confidence()) : "";
      tag((name + " " + sure).strip(), image.part(mark.box()), places, said ? SAID : NAME);
    }
  }

  private void box(Frame box, Side side) {
    Rectangle2D shape = new Rectangle2D.Double(box.left(), box.top(), box.width(), box.height());
    graphics.setColor(new Color(255, 255, 255, 210));
    graphics.setStroke(Canvas.solid(7));
    graphics.draw(shape);
    graphics.setColor(side == Side.TRUE ? Canvas.RIGHT : Canvas.WRONG);
    graphics.setStroke(side == Side.TRUE ? Canvas.solid(3) : Canvas.dashed(4));
    graphics.draw(shape);
  }

  /** Words on white, at the frame's corner where there is room. */
  private void tag(String words, Frame frame, NamePlaces places, Hand hand) {
    if (words.isEmpty()) {
      return;
    }
    int height = hand.size() + 2 * PADDING;
    int width = canvas.width(words, hand) + 2 * PADDING;
    Frame place = places.place(frame, width, height);
    graphics.setColor(new Color(255, 255, 255, 225));
    graphics.fill(new Rectangle2D.Double(place.left(), place.top(), width, height));
    canvas.text(
        words,
        (int) Math.round(place.left()) + PADDING,
        (int) Math.round(place.bottom()) - PADDING - 2,
        hand);
  }

  private void areas(Prediction scene, int top) {
    rowHead(scene, top);
    int under = top + ROW_HEAD;
    Optional<BufferedImage> image = image(scene);
    draw(image, Canvas.MARGIN, under, CELL);
    int place = Canvas.MARGIN + CELL + GAP;
    scene.drawn().ifPresent(drawing -> layer(image, drawing, Side.TRUE, place, under));
    for (int i = 0; i < columns.size(); i++) {
      int left = left(i);
      columns
          .get(i)
          .of(scene)
          .flatMap(Prediction::drawn)
          .ifPresent(drawing -> layer(image, drawing, Side.SAID, left, under));
    }
  }

  private void layer(Optional<BufferedImage> image, Drawing drawing, Side side, int left, int top) {
    AreaColours colours = AreaColours.of(drawing.areas());
    draw(image.map(SceneGrid::grey), left, top, CELL);
    Frame frame = frame(drawing, left, top, tile());
    for (Areas areas : drawing.areas()) {
      if (areas.side() == side) {
        Composite before = graphics.getComposite();
        Object smooth = graphics.getRenderingHint(RenderingHints.KEY_INTERPOLATION);
        graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.8f));
        graphics.setRenderingHint(
            RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        graphics.drawImage(
            colours.image(areas),
            (int) Math.round(frame.left()),
            (int) Math.round(frame.top()),
            (int) Math.round(frame.width()),
            (int) Math.round(frame.height()),
            null);
        graphics.setComposite(before);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, smooth);
        NamePlaces places = new NamePlaces(new Frame(left, top, CELL, CELL));
        for (Spot spot : colours.spots(areas)) {
          int half = canvas.width(spot.name(), NAME) / 2 + PADDING;
          double x = frame.left() + spot.x() * frame.width();
          double y = frame.top() + spot.y() * frame.height();
          Frame middle = new Frame(x - half, y + NAME.size() / 2.0, 2 * half, 0);
          if (places.hasRoom(middle, 2 * half, NAME.size() + 2 * PADDING)) {
            tag(spot.name(), middle, places, NAME);
          }
        }
      }
    }
  }

  /** Pale, so that colours over it can be told apart. */
  private static BufferedImage grey(BufferedImage tile) {
    BufferedImage grey =
        new BufferedImage(tile.getWidth(), tile.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = grey.createGraphics();
    graphics.drawImage(tile, 0, 0, null);
    graphics.setColor(new Color(255, 255, 255, 140));
    graphics.fillRect(0, 0, grey.getWidth(), grey.getHeight());
    graphics.dispose();
    return grey;
  }
}
