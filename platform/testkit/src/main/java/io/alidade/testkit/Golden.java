package io.alidade.testkit;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds outputs of reference implementations by their name, {@code TOPIC/CASE}: among the resources
 * of the module under test, or else in the shared folder, which a plain clone does not have; a test
 * that asks for it there is skipped and says so.
 *
 * <p>The shared folder is named by {@code ALIDADE_SHARED}, and lies beside the project where that
 * is not set.
 */
public final class Golden {
  private static final String FOLDER = "golden/";

  private Golden() {}

  /**
   * A case with its tensors.
   *
   * @param name without extension: {@code optim/adamw_default}, {@code
   *     checkpoints/clip-vit/expected}. What belongs to it stands in the JSON file of the same
   *     name, or under its name in the folder's {@code index.json}
   */
  public static GoldenCase read(String name) {
    Path tensors = file(name + ".safetensors");
    Path own = tensors.resolveSibling(fileName(name) + ".json");
    JsonObject entry =
        Files.exists(own)
            ? parse(own).getAsJsonObject()
            : parse(tensors.resolveSibling("index.json"))
                .getAsJsonObject()
                .getAsJsonObject(fileName(name));
    if (entry == null) {
      throw new AssertionError(tensors + ": index.json has no entry " + fileName(name));
    }
    return new GoldenCase(name, TensorFile.read(tensors), entry);
  }

  /** A JSON file, by its whole name. */
  public static JsonElement json(String name) {
    return parse(file(name));
  }

  /** A file, by its whole name. */
  public static Path file(String name) {
    URL resource = Golden.class.getClassLoader().getResource(FOLDER + name);
    if (resource != null && resource.getProtocol().equals("file")) {
      try {
        return Path.of(resource.toURI());
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }
    return shared(FOLDER + name);
  }

  /** A file or folder below the shared folder; where it is missing, the test is skipped. */
  public static Path shared(String name) {
    Path file = sharedFolder().resolve(name);
    if (!Files.exists(file)) {
      String reason = file + " is not here; expected the shared data (ALIDADE_SHARED)";
      System.err.println("skipped: " + reason); // Maven counts skipped tests and says no more.
      Assumptions.abort(reason);
    }
    return file;
  }

  private static Path sharedFolder() {
    String named = System.getenv("ALIDADE_SHARED");
    if (named != null && !named.isBlank()) {
      return Path.of(named).toAbsolutePath().normalize();
    }
    Path root = Path.of(System.getProperty("alidade.root", "")).toAbsolutePath();
    return root.resolve("../shared").normalize();
  }

  /** A number as the cases write it: JSON has none that is not finite. */
  public static double number(JsonElement element) {
    return Double.parseDouble(element.getAsString());
  }

  private static JsonElement parse(Path file) {
    try {
      return JsonParser.parseString(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fileName(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
