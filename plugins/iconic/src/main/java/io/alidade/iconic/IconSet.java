package io.alidade.iconic;

import com.google.gson.Gson;
import com.google.gson.annotations.SerializedName;
import io.alidade.api.AlidadeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One set of icons as the artifact holds it. */
final class IconSet {
  /** Version of the artifact, part of every cache key. */
  static final String ARTIFACT = "iconify__json 2.2.378";

  private static final String FOLDER = "/META-INF/resources/webjars/iconify__json/2.2.378/json/";
  private static final int DEFAULT_SIZE = 16; // The format's, where neither icon nor set says.
  private static final int MOST_ALIASES = 8; // Longer chains of aliases are circles.

  private final Json json;

  private IconSet(Json json) {
    this.json = json;
  }

  /** An icon to be drawn: SVG body in the box (left, top, width, height), then flips and turns. */
  record Icon(
      String body,
      double left,
      double top,
      double width,
      double height,
      int quarterTurns,
      boolean flipX,
      boolean flipY) {}

  /** As in the file; fields the file leaves out stay null. */
  private static final class Json {
    private String prefix = "";
    private Info info = new Info();
    private Map<String, Entry> icons = new LinkedHashMap<>();
    private Map<String, Entry> aliases = new LinkedHashMap<>();
    private Map<String, String> chars = new LinkedHashMap<>();
    private @Nullable Double width;
    private @Nullable Double height;
  }

  private static final class Info {
    private Licence license = new Licence();
  }

  private static final class Licence {
    private String title = "";
    private String spdx = "";
  }

  private static final class Entry {
    private String body = "";
    private String parent = "";
    private @Nullable Double left;
    private @Nullable Double top;
    private @Nullable Double width;
    private @Nullable Double height;
    private int rotate;

    @SerializedName("hFlip")
    private boolean flipX;

    @SerializedName("vFlip")
    private boolean flipY;
  }

  static IconSet read(String prefix) {
    try (InputStream in = IconSet.class.getResourceAsStream(FOLDER + prefix + ".json")) {
      if (in == null) {
        throw new AlidadeException(
            AlidadeException.Kind.DATA,
            "icon set " + prefix + " is not in " + ARTIFACT + "; expected it on the class path");
      }
      Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8);
      return new IconSet(new Gson().fromJson(reader, Json.class));
    } catch (IOException e) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA, "icon set " + prefix + " cannot be read", e);
    }
  }

  String prefix() {
    return json.prefix;
  }

  /** SPDX id, or the licence's title where it has none. */
  String licence() {
    return json.info.license.spdx.isEmpty() ? json.info.license.title : json.info.license.spdx;
  }

  /** Icon names in the file's order, aliases not among them. */
  Iterable<String> names() {
    return json.icons.keySet();
  }

  /** Code points, as hexadecimal joined by hyphens, to icon names; empty for some sets. */
  Map<String, String> chars() {
    return json.chars;
  }

  /** Aliases that change nothing but the name, to the name they stand for. */
  Map<String, String> plainAliases() {
    Map<String, String> plain = new LinkedHashMap<>();
    json.aliases.forEach(
        (name, alias) -> {
          if (!alias.flipX && !alias.flipY && alias.rotate == 0) {
            plain.put(name, alias.parent);
          }
        });
    return plain;
  }

  /** An icon or alias by name, with what its aliases change. */
  Optional<Icon> icon(String name) {
    int turns = 0;
    boolean flipX = false;
    boolean flipY = false;
    String current = name;
    for (int i = 0; i < MOST_ALIASES; i++) {
      Entry icon = json.icons.get(current);
      Entry entry = icon == null ? json.aliases.get(current) : icon;
      if (entry == null) {
        return Optional.empty();
      }
      turns += entry.rotate;
      flipX ^= entry.flipX;
      flipY ^= entry.flipY;
      if (icon != null) {
        return Optional.of(
            new Icon(
                icon.body,
                or(icon.left, 0),
                or(icon.top, 0),
                or(icon.width, or(json.width, DEFAULT_SIZE)),
                or(icon.height, or(json.height, DEFAULT_SIZE)),
                Math.floorMod(turns, 4),
                flipX,
                flipY));
      }
      current = entry.parent;
    }
    return Optional.empty();
  }

  private static double or(@Nullable Double value, double fallback) {
    return value == null ? fallback : value;
  }
}
