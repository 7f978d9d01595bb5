package io.alidade.runtime.report;

import io.alidade.api.Drawing;
import io.alidade.api.Evaluation;
import io.alidade.api.Evaluation.Guess;
import io.alidade.api.Evaluation.Near;
import io.alidade.api.Evaluation.Neighbours;
import io.alidade.api.Evaluation.Prediction;
import io.alidade.eval.Confusion;
import io.alidade.runtime.report.ReportData.Evaluated;
import io.alidade.runtime.report.Shown.Pair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the model made of test images: a sheet, the most confused pairs, neighbours. */
final class SamplesSection {
  static final String RIGHT =
      "<svg class=\"sign\" aria-hidden=\"true\"><use href=\"#right\"/></svg>";
  static final String WRONG =
      "<svg class=\"sign\" aria-hidden=\"true\"><use href=\"#wrong\"/></svg>";

  /** Of what a model says of an image, the surest. */
  private static final int MOST_TOLD = 4;

  private final Html out;
  private final Evaluated evaluated;
  private final Confidence confidence;
  private final Map<Integer, String> truths = new HashMap<>();

  private SamplesSection(Html out, Evaluated evaluated) {
    this.out = out;
    this.evaluated = evaluated;
    this.confidence = Confidence.of(evaluated.file().evaluation());
    for (Prediction prediction : evaluated.file().evaluation().predictions()) {
      truths.put(prediction.index(), prediction.truth());
    }
  }

  static void write(Html out, Evaluated evaluated) {
    SamplesSection section = new SamplesSection(out, evaluated);
    section.sheet();
    section.pairs();
    section.neighbours();
  }

  private String subject() {
    return evaluated.file().dataset() + ", " + evaluated.file().split();
  }

  private String tile(int index, String label) {
    return evaluated.tiles().map(tiles -> tiles.html(index, label)).orElse("");
  }

  private void sheet() {
    Evaluation evaluation = evaluated.file().evaluation();
    if (evaluated.shown().sheet().isEmpty()) {
      return;
    }
    if (evaluated.shown().sheet().get(0).described()) {
      told();
      return;
    }
    long right = evaluated.shown().sheet().stream().filter(Prediction::right).count();
    long all = evaluation.predictions().stream().filter(Prediction::right).count();
    out.raw("<section><h2>Test images <small>").text(subject()).raw("</small></h2><p>");
    out.text(
        "%s, spread evenly over the split and not picked: %d are right, as are %s of all %s."
            .formatted(
                Words.count(evaluated.shown().sheet().size(), "image", "images"),
                right,
                Words.percent((double) all / evaluation.predictions().size()),
                Words.count(evaluation.predictions().size())));
    out.raw("</p><p class=\"legend\"><span class=\"is-right\">").raw(RIGHT);
    out.text(" right, with its " + word()).raw("</span> ");
    out.raw("<span class=\"is-wrong\">").raw(WRONG);
    out.text(" wrong: with the name it was called").raw("</span></p>");
    openSheet();
    evaluated.shown().sheet().forEach(this::card);
    out.raw("</div></section>");
  }

  /** Where what is said is neither right nor wrong as a whole. */
  private void told() {
    out.raw("<section><h2>Test images <small>").text(subject()).raw("</small></h2><p>");
    out.text(
        "%s, spread evenly over the split and not picked: what is there, and what the model says."
            .formatted(Words.count(evaluated.shown().sheet().size(), "image", "images")));
    out.raw("</p>");
    openSheet();
    for (Prediction prediction : evaluated.shown().sheet()) {
      out.raw("<figure class=\"card\">").raw(picture(prediction));
      out.raw("<figcaption>").element("b", prediction.truth());
      boolean inLegend = prediction.drawn().filter(it -> !it.areas().isEmpty()).isPresent();
      prediction.guesses().stream()
          .limit(inLegend ? 0 : MOST_TOLD)
          .forEach(
              guess ->
                  out.element(
                      "span class=\"called\"",
                      guess.name() + ", " + confidence.write(guess.confidence())));
      out.raw("</figcaption></figure>");
    }
    out.raw("</div></section>");
  }

  /** With a word on what is drawn, where something is. */
  private void openSheet() {
    List<Drawing> drawings =
        evaluated.shown().sheet().stream().flatMap(one -> one.drawn().stream()).toList();
    boolean boxes = drawings.stream().anyMatch(drawing -> !drawing.marks().isEmpty());
    boolean areas = drawings.stream().anyMatch(drawing -> !drawing.areas().isEmpty());
    if (boxes) {
      out.raw("<p class=\"legend\"><span class=\"is-true\">").text("solid: what is there");
      out.raw("</span><span class=\"is-said\">").text("dashed: what is said").raw("</span></p>");
    }
    out.raw("<div class=\"sheet" + (boxes ? " boxes" : areas ? " areas" : "") + "\">");
  }

  /** The tile, with what is drawn on it. */
  private String picture(Prediction prediction) {
    Optional<Tiles> tiles = evaluated.tiles();
    Optional<Drawing> drawing = prediction.drawn();
    if (tiles.isEmpty() || drawing.isEmpty()) {
      return tile(prediction.index(), prediction.sample());
    }
    DrawingSvg svg = new DrawingSvg(tiles.get(), drawing.get(), confidence);
    return drawing.get().areas().isEmpty()
        ? svg.boxes(prediction.index(), prediction.sample(), prediction.truth())
        : svg.areas(prediction.index(), prediction.sample());
  }

  private String word() {
    return confidence == Confidence.PROBABILITY ? "probability" : "score";
  }

  private void card(Prediction prediction) {
    boolean right = prediction.right();
    out.raw("<figure class=\"card " + (right ? "is-right" : "is-wrong") + "\">");
    out.raw(picture(prediction));
    out.raw("<figcaption>").element("b", prediction.truth());
    if (prediction.guesses().isEmpty()) {
      out.raw("</figcaption></figure>");
      return;
    }
    Guess first = prediction.guesses().get(0);
    if (right) {
      out.raw("<span class=\"verdict\" aria-label=\"right\">").raw(RIGHT + " ");
      out.text(confidence.write(first.confidence())).raw("</span>");
    } else {
      out.raw("<span class=\"verdict\" aria-label=\"wrong\">").raw(WRONG + " ");
      out.text(confidence.write(first.confidence())).raw("</span>");
      out.element("span class=\"called\"", first.name());
      int place = place(prediction);
      out.element(
          "span class=\"place\"",
          place > 0
              ? "true name " + Words.place(place)
              : "true name after " + Words.place(prediction.guesses().size()));
    }
    out.raw("</figcaption></figure>");
  }

  /** From 1; 0 when the true name is not among the guesses. */
  private static int place(Prediction prediction) {
    for (int i = 0; i < prediction.guesses().size(); i++) {
      if (prediction.guesses().get(i).name().equals(prediction.truth())) {
        return i + 1;
      }
    }
    return 0;
  }

  private void pairs() {
    if (evaluated.shown().pairs().isEmpty()) {
      return;
    }
    out.raw("<section><h2>Most confused <small>").text(subject()).raw("</small></h2>");
    out.raw("<p>")
        .text(
            "Classes most often taken for each other, either way; among equals, those mistaken"
                + " with more confidence.")
        .raw("</p><ul class=\"pairs\">");
    for (Pair pair : evaluated.shown().pairs()) {
      Confusion confusion = pair.confusion();
      out.raw("<li>").raw(tile(pair.first().index(), confusion.first()));
      out.raw(tile(pair.second().index(), confusion.second())).raw("<p>");
      direction(confusion.first(), confusion.second(), confusion.firstAsSecond());
      direction(confusion.second(), confusion.first(), confusion.secondAsFirst());
      out.raw("</p></li>");
    }
    out.raw("</ul></section>");
  }

  private void direction(String truth, String called, int times) {
    if (times > 0) {
      out.raw("<span>").element("b", truth).text(" called ").element("i", called);
      out.text(times > 1 ? ", " + times + " times" : "").raw("</span>");
    }
  }

  private void neighbours() {
    if (evaluated.shown().neighbours().isEmpty()) {
      return;
    }
    out.raw("<section><h2>Nearest texts and images <small>").text(subject()).raw("</small></h2>");
    out.raw("<p>")
        .text(
            "By cosine similarity in the model's space, of images spread evenly over the split. The"
                + " true name is underlined; neighbouring images come from the same split.")
        .raw("</p><div class=\"near\">");
    evaluated.shown().neighbours().forEach(this::near);
    out.raw("</div></section>");
  }

  private void near(Neighbours near) {
    String truth = truths.getOrDefault(near.index(), near.sample());
    out.raw("<div class=\"row\"><div class=\"query\">").raw(tile(near.index(), near.sample()));
    out.element("b", truth).raw("</div><ol class=\"texts\">");
    for (Guess text : near.texts()) {
      out.raw("<li>");
      out.element(text.name().equals(truth) ? "span class=\"true\"" : "span", text.name());
      out.element("span class=\"number\"", "%.2f".formatted(text.confidence())).raw("</li>");
    }
    out.raw("</ol><ul class=\"images\">");
    for (Near image : near.images()) {
      String name = truths.getOrDefault(image.index(), image.sample());
      out.raw("<li>").raw(tile(image.index(), name));
      out.element("span", name);
      out.element("span class=\"number\"", "%.2f".formatted(image.similarity())).raw("</li>");
    }
    out.raw("</ul></div>");
  }
}
