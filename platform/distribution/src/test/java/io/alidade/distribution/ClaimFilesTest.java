package io.alidade.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.alidade.runtime.claim.ClaimFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The claims that come along can be read, and each says where its paper says so. */
class ClaimFilesTest {
  private static final Path CLAIMS = Path.of("..", "..", "configs", "claims");

  @Test
  void everyClaimIsWhole() throws IOException {
    try (Stream<Path> list = Files.list(CLAIMS)) {
      List<Path> files = list.filter(file -> file.toString().endsWith(".conf")).toList();
      assertThat(files).isNotEmpty();
      for (Path file : files) {
        ClaimFile claim = ClaimFile.read(file);
        assertThat(claim.source()).as(file.toString()).isNotBlank();
        assertThat(claim.statement()).as(file.toString()).isNotBlank().doesNotEndWith(".");
      }
    }
  }
}
