package io.alidade.runtime.report;

import io.alidade.api.Drawing;
import io.alidade.api.Drawing.Areas;
import io.alidade.api.Drawing.Mark;
import io.alidade.api.Drawing.Side;
import io.alidade.runtime.report.AreaColours.Spot;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a drawing holds, as SVG over tiles of its image. */
record DrawingSvg(Tiles tiles, Drawing drawing, Confidence confidence) {
  private static final double LETTER = 0.045; // height of a line, of the tile's side
  private static final double WIDE = 0.62; // width of a letter, of its height

  /**
   * Boxes on the tile: true ones solid, said ones dashed.
   *
   * @param known a name that stands beside the picture and is not repeated in it
   */
  String boxes(int sample, String label, String known) {
    int side = tiles.thumbnails().tile();
    Frame image = Frame.inSquare(side, drawing.width(), drawing.height());
    NamePlaces places = new NamePlaces(new Frame(0, 0, side, side));
    double line = LETTER * side;
    Html svg = open(tiles.html(sample, label), side, "");
    for (Mark mark : drawing.marks()) {
      String kind = mark.side() == Side.TRUE ? "is-true" : "is-said";
      Frame box = image.part(mark.box());
      svg.raw(rectangle("halo", box)).raw(rectangle(kind, box)).raw("<title>");
      svg.text(title(mark)).raw("</title></rect>");
    }
    for (Mark mark : drawing.marks()) {
      if (!mark.name().equals(known)) {
        double width = WIDE * line * mark.name().length();
        Frame place = places.place(image.part(mark.box()), width, line * 1.1);
        String kind = mark.side() == Side.TRUE ? "is-true" : "is-said";
        svg.raw(text(kind, line, place.left(), place.bottom() - 0.25 * line));
        svg.text(mark.name()).raw("</text>");
      }
    }
    return svg.raw("</svg></span>").toString();
  }

  private String title(Mark mark) {
    return mark.side() == Side.TRUE
        ? "true: " + mark.name()
        : "said: " + mark.name() + ", " + confidence.write(mark.confidence());
  }

  private static String rectangle(String kind, Frame box) {
    return "<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"%s"
        .formatted(
            kind,
            Html.number(box.left()),
            Html.number(box.top()),
            Html.number(box.width()),
            Html.number(box.height()),
            kind.equals("halo") ? "/>" : ">");
  }

  /** The tile, and beside it what is true and what is said, with a legend of names. */
  String areas(int sample, String label) {
    AreaColours colours = AreaColours.of(drawing.areas());
    Html html = new Html();
    html.raw("<span class=\"scene\">").raw(tiles.html(sample, label)).raw("</span>");
    drawing.areas().forEach(areas -> html.raw(layer(sample, areas, colours)));
    Map<Side, Map<String, Double>> shares = new LinkedHashMap<>();
    drawing.areas().forEach(areas -> shares.put(areas.side(), AreaColours.shares(areas)));
    html.raw("<ol class=\"names\">");
    for (String name : colours.names()) {
      html.raw("<li><i style=\"background:#%06x\"></i>".formatted(colours.of(name))).text(name);
      html.element(
          "small",
          share(shares, Side.TRUE, name, "true") + ", " + share(shares, Side.SAID, name, "said"));
      html.raw("</li>");
    }
    return html.raw("</ol>").toString();
  }

  private static String share(
      Map<Side, Map<String, Double>> shares, Side side, String name, String word) {
    double share = shares.getOrDefault(side, Map.of()).getOrDefault(name, 0.0);
    return (share == 0 ? "nowhere" : Words.percent(share)) + " " + word;
  }

  private String layer(int sample, Areas areas, AreaColours colours) {
    int side = tiles.thumbnails().tile();
    Frame image = Frame.inSquare(side, drawing.width(), drawing.height());
    String label = areas.side() == Side.TRUE ? "true" : "said";
    Html svg = open(tiles.html(sample, label), side, " faded");
    svg.raw(
        ("<image x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" preserveAspectRatio=\"none\""
                + " href=\"data:image/png;base64,%s\"/>")
            .formatted(
                Html.number(image.left()),
                Html.number(image.top()),
                Html.number(image.width()),
                Html.number(image.height()),
                Base64.getEncoder().encodeToString(Thumbnails.png(colours.image(areas)))));
    double line = 2 * LETTER * side;
    List<Spot> spots = colours.spots(areas);
    for (Spot spot : spots) {
      double x = image.left() + spot.x() * image.width() - WIDE * line / 2;
      double y = image.top() + spot.y() * image.height() + 0.35 * line;
      svg.raw(text("number", line, x, y)).raw(1 + colours.names().indexOf(spot.name()) + "</text>");
    }
    return svg.raw("</svg>").element("small", label).raw("</span>").toString();
  }

  private static Html open(String tile, int side, String more) {
    return new Html()
        .raw("<span class=\"scene" + more + "\">")
        .raw(tile)
        .raw("<svg viewBox=\"0 0 %d %d\" aria-hidden=\"true\">".formatted(side, side));
  }

  private static String text(String kind, double size, double x, double y) {
    return "<text class=\"%s\" font-size=\"%s\" x=\"%s\" y=\"%s\">"
        .formatted(kind, Html.number(size), Html.number(x), Html.number(y));
  }
}
