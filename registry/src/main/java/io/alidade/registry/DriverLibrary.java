package io.alidade.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library, which the driver otherwise unpacks to the temporary folder in every
 * process: a twentieth of a second, and a failure where nothing may run from there.
 */
public final class DriverLibrary {
  /** System property that tells the driver where to look first. */
  public static final String PLACE = "org.sqlite.lib.path";

  private DriverLibrary() {}

  /** Unpacks this machine's library into the folder, unless it is there. */
  public static void unpack(Path folder) throws IOException {
    Path file = folder.resolve(LibraryLoaderUtil.getNativeLibName());
    if (Files.exists(file)) {
      return;
    }
    String resource =
        LibraryLoaderUtil.getNativeLibResourcePath() + "/" + LibraryLoaderUtil.getNativeLibName();
    Files.createDirectories(folder);
    Path temporary = folder.resolve("." + ProcessHandle.current().pid() + ".tmp");
    try (InputStream in = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is not in the driver");
      }
      Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
