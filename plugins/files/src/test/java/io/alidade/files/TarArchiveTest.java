package io.alidade.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.AlidadeException;
import io.alidade.files.TarArchive.Member;
import io.alidade.testkit.Golden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TarArchiveTest {
  @TempDir Path work;

  private static List<Member> members(Path file) {
    try (TarArchive archive = TarArchive.open(file)) {
      return archive.members();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String content(Path file, Member member) throws IOException {
    return new String(new Stored.Part(file, member).bytes(), StandardCharsets.UTF_8);
  }

  private List<Member> members(byte[] archive) {
    return members(Tar.write(work.resolve("0.tar"), archive));
  }

  private void refuses(byte[] archive, String sentence) {
    assertThatThrownBy(() -> members(archive))
        .isInstanceOf(AlidadeException.class)
        .hasMessage(work.resolve("0.tar") + ": " + sentence)
        .extracting(thrown -> ((AlidadeException) thrown).kind())
        .isEqualTo(AlidadeException.Kind.DATA);
  }

  /**
   * Written by Python's tarfile, as webdataset does: a folder, a file of 1 byte, one of 601 with a
   * name of 138 letters, one of 1,201 whose name is no ASCII, a link and a file of 1 byte. Offsets
   * are Python's offset_data.
   */
  @ParameterizedTest
  @CsvSource({
    "pax,   2048, 4096, 6656, 10240",
    "gnu,   1024, 3072, 4608, 8192",
    "ustar, 1024, 2048, 3584, 6144"
  })
  void readsWhatPythonWrites(String kind, int first, int second, int third, int last)
      throws IOException {
    Path file = Golden.file("tar/" + kind + ".tar");
    List<Member> members = members(file);

    assertThat(members)
        .containsExactly(
            new Member("s0000000.cls", first, 1),
            new Member("deep/" + "x".repeat(120) + "/s0000001.cls", second, 601),
            new Member("grüße.cls", third, 1201),
            new Member("last.cls", last, 1));
    assertThat(content(file, members.get(1))).isEqualTo("1".repeat(601));
    assertThat(content(file, members.get(2))).isEqualTo("2".repeat(1201));
    assertThat(content(file, members.get(3))).isEqualTo("9");
  }

  @Test
  void refusesAnArchiveThatIsCutShortAnywhere() {
    byte[] whole = new Tar().add("a", "one").add("b", "x".repeat(600)).closed();
    int needed = 512 + 512 + 512 + 1024 + 512; // two headers, 3 and 600 bytes, an empty block
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      if (length < needed) {
        assertThatThrownBy(() -> members(cut))
            .as("of %d bytes", length)
            .isInstanceOf(AlidadeException.class)
            .hasMessageContaining("tar archive");
      } else {
        assertThat(members(cut)).hasSize(2);
      }
    }
  }

  @Test
  void saysWhereAnArchiveIsCutShort() {
    byte[] whole = new Tar().add("a", "one").add("b", "x".repeat(600)).closed();
    refuses(
        Arrays.copyOf(whole, 2560),
        "ends at byte 2,560 without the empty block that closes it; expected a whole tar archive");
  }

  /** Behind the zero that ends the checksum stands a byte that nobody reads. */
  @Test
  void noticesEveryChangeOfAHeader() {
    byte[] whole = new Tar().add("a", "one").closed();
    for (int i = 0; i < 512; i++) {
      if (i != 155) {
        byte[] damaged = whole.clone();
        damaged[i] ^= 1;
        assertThatThrownBy(() -> members(damaged))
            .as("byte %d", i)
            .isInstanceOf(AlidadeException.class)
            .hasMessageContaining("expected a")
            .hasMessageContaining("tar archive");
      }
    }
  }

  @Test
  void readsSizesInBinary() {
    byte[] header = Tar.header("a", '0', "\u0080\0\0\0\0\0\0\0\0\0\0\3");
    Tar archive = new Tar().block(header).content("one".getBytes(StandardCharsets.UTF_8));
    assertThat(members(archive.closed())).containsExactly(new Member("a", 512, 3));
  }

  @Test
  void refusesASizeThatIsNone() {
    for (String size : List.of("three", "\u00ff".repeat(12))) {
      refusesAny(new Tar().block(Tar.header("a", '0', size)).closed(), size);
    }
  }

  @Test
  void refusesDamagedExtendedHeaders() {
    for (String records : List.of("9 path=b", "99 path=b\n", "path=b\n")) {
      byte[] bytes = records.getBytes(StandardCharsets.UTF_8);
      byte[] header = Tar.header("a", 'x', "%011o".formatted(bytes.length));
      refusesAny(new Tar().block(header).content(bytes).add("a", "one").closed(), records.strip());
    }
  }

  private void refusesAny(byte[] archive, String what) {
    assertThatThrownBy(() -> members(archive))
        .as(what)
        .isInstanceOf(AlidadeException.class)
        .hasMessageStartingWith(work.resolve("0.tar") + ": ")
        .hasMessageContaining("expected a whole tar archive");
  }
}
