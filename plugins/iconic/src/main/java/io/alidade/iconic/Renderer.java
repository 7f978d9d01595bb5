package io.alidade.iconic;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import io.alidade.api.AlidadeException;
import io.alidade.api.Image;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Draws an icon as premultiplied RGBA. Icons of one colour are drawn black. Thread-safe. */
final class Renderer {
  /** Version of the drawing, part of every cache key. */
  static final String DRAWING = Resources.version("renderer") + ", 1";

  private Renderer() {}

  /**
   * @param name for messages
   * @param size height and width in pixels; an icon that is not square is centred
   */
  static Image draw(String name, IconSet.Icon icon, int size) {
    SVGDocument document = load(name, icon);
    BufferedImage picture = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB_PRE);
    Graphics2D graphics = picture.createGraphics();
    try {
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      graphics.translate(size / 2.0, size / 2.0);
      graphics.rotate(icon.quarterTurns() * Math.PI / 2);
      graphics.scale(icon.flipX() ? -1 : 1, icon.flipY() ? -1 : 1);
      graphics.translate(-size / 2.0, -size / 2.0);
      double scale = size / Math.max(icon.width(), icon.height());
      float width = (float) (icon.width() * scale);
      float height = (float) (icon.height() * scale);
      document.render(
          (Component) null,
          graphics,
          new ViewBox((size - width) / 2, (size - height) / 2, width, height));
    } finally {
      graphics.dispose();
    }
    return new Image(size, size, 4, bytes(picture, size));
  }

  private static SVGDocument load(String name, IconSet.Icon icon) {
    String svg =
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\""
                + " xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"%s %s %s %s\">",
            icon.left(),
            icon.top(),
            icon.width(),
            icon.height());
    byte[] text =
        (svg + icon.body().replace("currentColor", "#000") + "</svg>")
            .getBytes(StandardCharsets.UTF_8);
    SVGDocument document =
        new SVGLoader().load(new ByteArrayInputStream(text), null, LoaderContext.createDefault());
    if (document == null) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA, name + " cannot be drawn; expected an SVG icon");
    }
    return document;
  }

  private static byte[] bytes(BufferedImage picture, int size) {
    int[] argb = new int[size * size];
    picture.getRaster().getDataElements(0, 0, size, size, argb);
    byte[] rgba = new byte[4 * argb.length];
    for (int i = 0; i < argb.length; i++) {
      rgba[4 * i] = (byte) (argb[i] >> 16);
      rgba[4 * i + 1] = (byte) (argb[i] >> 8);
      rgba[4 * i + 2] = (byte) argb[i];
      rgba[4 * i + 3] = (byte) (argb[i] >> 24);
    }
    return rgba;
  }
}
