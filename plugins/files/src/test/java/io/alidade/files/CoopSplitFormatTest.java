package io.alidade.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.AlidadeException;
import io.alidade.api.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoopSplitFormatTest {
  @TempDir Path work;
  Path file;

  @BeforeEach
  void write() {
    file = Drawn.coop(work);
  }

  private Dataset open() {
    return Drawn.open(new CoopSplitFormat(), "coop-split:" + file, work.resolve("cache"));
  }

  private void refuses(String json, String message) {
    Drawn.text(file, json);
    assertThatThrownBy(this::open)
        .isInstanceOf(AlidadeException.class)
        .hasMessage(file + ": " + message);
  }

  @Test
  void readsItsListsInOrder() {
    Dataset pets = open();

    assertThat(pets.card().splits().toString()).isEqualTo("{train=2, validation=1, test=1}");
    assertThat(pets.split("test").classNames()).containsExactly("maine coon", "pug");
    assertThat(pets.split("train").text(1).label()).isEqualTo(1);
    assertThat(pets.split("train").text(0).captions()).containsExactly("maine coon");
    assertThat(pets.split("validation").sample(0).id()).isEqualTo("x/c.png");
  }

  @Test
  void leavesOutAListThatIsEmpty() {
    Drawn.text(file, "{\"train\": [[\"x/a.png\", 0, \"cat\"]], \"val\": []}");

    assertThat(open().card().splits().toString()).isEqualTo("{train=1}");
  }

  @Test
  void refusesWhatIsNoSplitFile() {
    refuses("{}", "there is no entry in train, val or test; expected some");
    refuses("{\"train\": {}}", "train is no list; expected [[path, label, class name], ...]");
    refuses(
        "{\"train\": [[\"x/a.png\", 0]]}",
        "train[0] is [\"x/a.png\",0]; expected [path, label, class name]");
    assertThatThrownBy(
            () -> {
              Drawn.text(file, "[1");
              open();
            })
        .hasMessageStartingWith(file + ": cannot be read (")
        .hasMessageEndingWith("; expected JSON with lists train, val and test");
  }

  @Test
  void refusesLabelsThatDoNotFitTheirNames() {
    refuses(
        "{\"train\": [[\"x/a.png\", 0, \"cat\"], [\"x/b.png\", 0, \"dog\"]]}",
        "x/b.png has label 0 and class name dog, and another image of that label the name cat;"
            + " expected one name a label");
    refuses(
        "{\"train\": [[\"x/a.png\", 0, \"cat\"], [\"x/b.png\", 1, \"cat\"]]}",
        "x/b.png has label 1 and class name cat, and another image of that name the label 0;"
            + " expected one name a label");
    refuses(
        "{\"train\": [[\"x/a.png\", 0, \"cat\"], [\"x/b.png\", 2, \"dog\"]]}",
        "no image has label 1 of 2 classes; expected labels from 0 on without a gap");
  }

  @Test
  void refusesToDoWithoutAnImage() throws IOException {
    Files.delete(work.resolve("photos/x/c.png"));
    assertThatThrownBy(this::open)
        .hasMessage(
            "%s: 1 of 4 images are not in %s, x/c.png the first; expected all that it lists"
                .formatted(file, work.resolve("photos")));
    Files.delete(work.resolve("photos/x/a.png"));
    assertThatThrownBy(this::open)
        .hasMessage(
            ("%s: its first image x/a.png lies neither in %s nor in a folder there; expected its"
                    + " images there")
                .formatted(file, work));
  }
}
