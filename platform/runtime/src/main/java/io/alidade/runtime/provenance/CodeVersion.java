package io.alidade.runtime.provenance;

import io.alidade.api.ApiVersion;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The version of the platform's code that runs: its number and the hash of its jars. */
public final class CodeVersion {
  private CodeVersion() {}

  /** The jars do not change while they run, and hashing them costs more than starting a run. */
  private static final class Known {
    static final String VERSION = read();
  }

  /** {@code 0.1.0+9f2c51d07a4e}; without jars, in a build from classes, {@code 0.1.0+classes}. */
  public static String current() {
    return Known.VERSION;
  }

  private static String read() {
    List<Path> jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(path -> path.getFileName() != null)
            .filter(path -> path.getFileName().toString().matches("alidade-.*\\.jar"))
            .sorted((a, b) -> a.getFileName().compareTo(b.getFileName()))
            .toList();
    return ApiVersion.CURRENT + "+" + (jars.isEmpty() ? "classes" : hash(jars).substring(0, 12));
  }

  private static String hash(List<Path> jars) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path jar : jars) {
        digest.update(Files.readAllBytes(jar));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException | NoSuchAlgorithmException e) {
      return "unreadable-jars";
    }
  }
}
