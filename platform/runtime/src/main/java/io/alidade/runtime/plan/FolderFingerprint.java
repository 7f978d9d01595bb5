package io.alidade.runtime.plan;

import io.alidade.api.AlidadeException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A name for what a folder's files hold: SHA-256 over their names and bytes, in order. */
final class FolderFingerprint {
  private static final int BUFFER = 1 << 20;

  private FolderFingerprint() {}

  static String of(Path folder) {
    try (Stream<Path> list = Files.list(folder)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      List<Path> files =
          list.filter(Files::isRegularFile)
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .sorted()
              .toList();
      byte[] buffer = new byte[BUFFER];
      for (Path file : files) {
        String head = file.getFileName() + " " + Files.size(file) + "\n";
        digest.update(head.getBytes(StandardCharsets.UTF_8));
        try (InputStream in = Files.newInputStream(file)) {
          for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
          }
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new AlidadeException(
          AlidadeException.Kind.DATA,
          folder + ": cannot be read (" + e.getMessage() + "); expected a checkpoint's files",
          e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
