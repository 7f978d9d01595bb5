package io.alidade.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverLibraryTest {
  @TempDir Path folder;

  @Test
  void unpacksOneLibraryThatTheJvmCanLoad() throws IOException {
    DriverLibrary.unpack(folder.resolve("sqlite"));

    List<Path> files = files();
    assertThat(files).hasSize(1);
    System.load(files.get(0).toString()); // Throws for another machine's.
  }

  @Test
  void leavesALibraryThatIsThere() throws IOException {
    DriverLibrary.unpack(folder.resolve("sqlite"));
    Files.writeString(files().get(0), "somebody's own");

    DriverLibrary.unpack(folder.resolve("sqlite"));

    assertThat(files().get(0)).hasContent("somebody's own");
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("sqlite"))) {
      return files.toList();
    }
  }
}
