package io.alidade.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.alidade.api.AlidadeException;
import io.alidade.api.Dataset;
import io.alidade.api.DatasetFormat;
import io.alidade.api.Sample;
import io.alidade.api.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderFormatTest {
  @TempDir Path work;
  Path root;

  @BeforeEach
  void draw() {
    root = Drawn.pets(work.resolve("pets"));
  }

  private Dataset open(Path folder) {
    return Drawn.open(new ImageFolderFormat(), "image-folder:" + folder, work.resolve("cache"));
  }

  private void refuses(String message) {
    assertThatThrownBy(() -> open(root))
        .isInstanceOf(AlidadeException.class)
        .hasMessage(message)
        .extracting(thrown -> ((AlidadeException) thrown).kind())
        .isEqualTo(AlidadeException.Kind.DATA);
  }

  @Test
  void readsClassesBelowSplits() {
    Dataset pets = open(root);

    assertThat(pets.card().splits().toString()).isEqualTo("{train=4, validation=2, test=2}");
    Split train = pets.split("train");
    assertThat(train.classNames()).containsExactly("cat", "great dane");
    Sample last = train.sample(3);
    assertThat(last.id()).isEqualTo("train/great_dane/1.png");
    assertThat(last.label()).isEqualTo(1);
    assertThat(last.captions()).containsExactly("great dane");
    assertThat(last.image().width()).isEqualTo(4);
    assertThat(last.image().height()).isEqualTo(3);
    assertThat(last.image().pixels()).startsWith(0x10, 0x20, 0x31);
  }

  @Test
  void readsClassesAloneAsOneSplitWhateverTheyAreCalled() {
    Path vehicles = work.resolve("vehicles");
    Drawn.image(vehicles.resolve("train/1.png"), 2, 2, 1);
    Drawn.image(vehicles.resolve("bus/1.png"), 2, 2, 2);

    Dataset opened = open(vehicles);

    assertThat(opened.card().splits().toString()).isEqualTo("{all=2}");
    assertThat(opened.split("all").classNames()).containsExactly("bus", "train");
  }

  @Test
  void givesAllSplitsTheClassesOfAny() {
    Drawn.image(root.resolve("test/axolotl/1.png"), 2, 2, 0);

    assertThat(open(root).split("train").classNames())
        .containsExactly("axolotl", "cat", "great dane");
    assertThat(open(root).split("train").text(0).label()).isEqualTo(1);
  }

  @Test
  void takesClassNamesFromAFile() {
    Drawn.text(root.resolve("classnames.txt"), "tabby cat\nGreat Dane\n\n");

    assertThat(open(root).split("test").classNames()).containsExactly("tabby cat", "Great Dane");
  }

  @Test
  void saysHowTheTemplatesBesideItAreTaken() {
    Drawn.text(root.resolve("zeroshot_classification_templates.txt"), "a photo of a {c}.\n");

    assertThat(open(root).card().notes())
        .containsExactly(
            "zeroshot_classification_templates.txt holds 1 templates; an experiment takes them by"
                + " zero-shot-classification.templates = [\"a photo of a {}.\"]");
  }

  @Test
  void refusesAFileOfClassNamesThatDoesNotFit() {
    Path names = Drawn.text(root.resolve("classnames.txt"), "cat\ndog\ncow\n");
    refuses(names + ": 3 names; expected 2, one a line for each folder in order: cat, great_dane");

    Drawn.text(names, "cat\ncat\n");
    refuses(
        names
            + ": the folders cat and great_dane are both called \"cat\"; expected a name of its own"
            + " for each class");
  }

  @Test
  void refusesTwoFoldersOfOneName() {
    Drawn.image(root.resolve("train/great-dane/1.png"), 2, 2, 0);
    refuses(
        root
            + ": the folders great-dane and great_dane are both called \"great dane\"; expected a"
            + " name of its own for each class");
  }

  @Test
  void refusesTwoFoldersOfOneSplit() {
    Drawn.image(root.resolve("valid/cat/1.png"), 2, 2, 0);
    refuses(root + ": val and valid both hold the split validation; expected one");
  }

  @Test
  void refusesWhatIsNoSuchFolder() throws IOException {
    root = work.resolve("nowhere");
    refuses(root + ": is not there; expected a folder");
    Files.createDirectories(root);
    refuses(
        root
            + ": there is no folder in it; expected one a class, as in train/CLASS/*.jpg or"
            + " CLASS/*.jpg");
    Drawn.image(root.resolve("train/1.png"), 2, 2, 0);
    refuses(
        root.resolve("train")
            + ": there is no folder in it; expected one a class, as in"
            + " CLASS/*.jpg");
    Files.createDirectories(root.resolve("test/cat"));
    refuses(root + ": split train has no image; expected some");
  }

  @Test
  void countsWhatItLeavesOut() {
    Drawn.text(root.resolve("train/cat/notes.txt"), "-");
    Drawn.text(root.resolve("test/cat/photo.webp"), "-");
    Drawn.text(root.resolve("train/cat/.hidden"), "-");
    Drawn.image(root.resolve("train/cat/more/1.png"), 2, 2, 0);
    Drawn.image(root.resolve("extra/cat/1.png"), 2, 2, 0);

    assertThat(open(root).card().notes())
        .containsExactly(
            "left out are 2 files that are no JPEG, PNG, GIF or BMP by their ending"
                + " (train/cat/notes.txt, test/cat/photo.webp)",
            "left out are 2 folders that belong to no class (extra, train/cat/more)");
  }

  @Test
  void namesADamagedFileWhenItIsRead() {
    Path damaged = Drawn.text(root.resolve("train/cat/0.png"), "no image");
    Split train = open(root).split("train");

    assertThat(train.sample(1).label()).isZero();
    assertThatThrownBy(() -> train.sample(0))
        .isInstanceOf(AlidadeException.class)
        .hasMessage(
            damaged
                + ": the file begins as none of them does; expected a whole JPEG, PNG, GIF or BMP"
                + " image");
  }

  @Test
  void hasTheFingerprintOfItsContentWhereverItLies() {
    String fingerprint = open(root).card().fingerprint();

    Path copy = Drawn.pets(work.resolve("elsewhere/pets"));
    assertThat(open(copy).card().fingerprint()).isEqualTo(fingerprint);

    Drawn.image(copy.resolve("test/cat/0.png"), 3, 4, 0xa0b0c1);
    assertThat(open(copy).card().fingerprint()).isNotEqualTo(fingerprint);

    Drawn.text(root.resolve("classnames.txt"), "tabby\ngreat dane");
    assertThat(open(root).card().fingerprint()).isNotEqualTo(fingerprint);
  }

  @Test
  void hashesAgainOnlyWhatChanged() throws IOException {
    assertThat(hashed())
        .containsExactly("0/8", "1/8", "2/8", "3/8", "4/8", "5/8", "6/8", "7/8", "8/8");
    String fingerprint = open(root).card().fingerprint();
    assertThat(hashed()).isEmpty();

    Path changed = Drawn.image(root.resolve("train/cat/1.png"), 3, 4, 0);
    Files.setLastModifiedTime(changed, FileTime.fromMillis(1));
    assertThat(hashed()).containsExactly("0/1", "1/1");
    assertThat(open(root).card().fingerprint()).isNotEqualTo(fingerprint);
  }

  @Test
  void doesWithoutWhatItsCacheHoldsWhereThatIsDamaged() throws IOException {
    String fingerprint = open(root).card().fingerprint();
    try (var files = Files.list(work.resolve("cache"))) {
      Files.write(files.findFirst().orElseThrow(), new byte[] {(byte) 0xff, 10, 0, 32, 32, 32});
    }

    assertThat(hashed()).hasSize(9);
    assertThat(open(root).card().fingerprint()).isEqualTo(fingerprint);
  }

  private java.util.List<String> hashed() {
    Drawn.Told told = new Drawn.Told();
    new ImageFolderFormat()
        .open(new DatasetFormat.Request("image-folder:" + root, work.resolve("cache"), told));
    assertThat(told.notes).isEmpty();
    return told.steps.stream().map(step -> step.replace("files hashed ", "")).toList();
  }
}
