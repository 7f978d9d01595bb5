package io.alidade.iconic;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.annotations.SerializedName;
import io.alidade.api.AlidadeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import org.jspecify.annotations.Nullable;

/** One set of icons as the artifact holds it. */
final class IconSet {
  private static final String VERSION = Resources.version("icons");

  /** The artifact that the icons are from, for messages. */
  static final String ARTIFACT = "iconify__json " + VERSION;

  private static final String FOLDER =
      "/META-INF/resources/webjars/iconify__json/" + VERSION + "/json/";
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
      boolean flipY) {
    /** Everything that decides how it looks; numbers by their bits, which no JDK writes its way. */
    void addTo(Sha256 hash) {
      hash.add(body);
      for (double number : new double[] {left, top, width, height}) {
        hash.add(Double.doubleToLongBits(number));
      }
      hash.add(quarterTurns).add(flipX ? 1 : 0).add(flipY ? 1 : 0);
    }
  }

  /** As in the file; fields the file leaves out stay null. */
  private static final class Json {
    private String prefix = "";
    private Map<String, Entry> icons = new LinkedHashMap<>();
    private Map<String, Entry> aliases = new LinkedHashMap<>();
    private Map<String, String> chars = new LinkedHashMap<>();
    private @Nullable Double width;
    private @Nullable Double height;
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
    try (InputStream in = file(prefix).openStream();
        Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return new IconSet(new Gson().fromJson(reader, Json.class));
    } catch (IOException | JsonParseException e) {
      throw unreadable(prefix, e);
    }
  }

  /** Checksum and length of the set's file, as the artifact's directory has them: no reading. */
  static String stamp(String prefix) {
    try {
      if (file(prefix).openConnection() instanceof JarURLConnection inJar) {
        JarEntry entry = inJar.getJarEntry();
        return Long.toHexString(entry.getCrc()) + " " + entry.getSize();
      }
      try (InputStream in = file(prefix).openStream()) {
        return new Sha256().add(in.readAllBytes()).hex(); // Unpacked on the class path.
      }
    } catch (IOException e) {
      throw unreadable(prefix, e);
    }
  }

  /** Where the set lies in the artifact. */
  static URL file(String prefix) {
    URL file = IconSet.class.getResource(FOLDER + prefix + ".json");
    if (file == null) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          "icon set " + prefix + " is not in " + ARTIFACT + "; expected it on the class path");
    }
    return file;
  }

  private static AlidadeException unreadable(String prefix, Exception cause) {
    return new AlidadeException(
        AlidadeException.Kind.DATA,
        "icon set %s in %s cannot be read: %s".formatted(prefix, ARTIFACT, cause.getMessage()),
        cause);
  }

  String prefix() {
    return json.prefix;
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
